/** The database's door, and the home folder that it stands in. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
