/** Geometry and assignment: a plain jar, copied privately into the bundles that use it. */
package io.vedette.vision;
