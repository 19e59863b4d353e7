/** Geometry and assignment in plain Java: a plain jar, copied privately into the bundles that use it. */
package io.vedette.vision;
