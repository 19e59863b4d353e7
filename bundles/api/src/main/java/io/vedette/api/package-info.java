/**
 * The words that every other package of the contract uses: places in a picture, and the camera that an expert serves.
 */
@Export
@Version("1.0.0")
package io.vedette.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
