/** How the whole is, told alike to machines and people. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
