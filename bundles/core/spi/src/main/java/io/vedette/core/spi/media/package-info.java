/** How core/pipeline gets at packets, frames and scaled pixels. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.media;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
