/** The catalogue of models: what of it is here, and how the rest comes. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
