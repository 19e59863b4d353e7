/** Which rooms of core are there now. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.room;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
