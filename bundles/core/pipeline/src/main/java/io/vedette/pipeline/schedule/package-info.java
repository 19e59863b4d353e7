/** Whose look a detector answers next, and how many at once: policies that know no thread and no clock of their own. */
package io.vedette.pipeline.schedule;
