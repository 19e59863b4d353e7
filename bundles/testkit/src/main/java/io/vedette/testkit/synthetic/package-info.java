/**
 * A camera and experts that need no codec and no model: a bright square walks over a dark picture, and every expert finds it by
 * honest means.
 */
package io.vedette.testkit.synthetic;
