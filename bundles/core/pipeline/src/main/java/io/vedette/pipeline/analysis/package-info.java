/** Clips analysed offline: the lane of a camera at full speed, its events as lines of JSON. */
package io.vedette.pipeline.analysis;
