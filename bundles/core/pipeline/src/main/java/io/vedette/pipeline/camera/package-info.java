/** A camera's settings as values. */
package io.vedette.pipeline.camera;
