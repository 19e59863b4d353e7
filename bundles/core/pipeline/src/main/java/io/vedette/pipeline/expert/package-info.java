/** The registry: all candidates of every kind, the choice between them, and the threads that detectors run on. */
package io.vedette.pipeline.expert;
