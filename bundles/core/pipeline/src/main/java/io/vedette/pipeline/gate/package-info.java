/** When a camera's pictures are decoded: what its packets tell by themselves, and policies that know no thread and no clock. */
package io.vedette.pipeline.gate;
