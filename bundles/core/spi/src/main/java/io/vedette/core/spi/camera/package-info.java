/** The cameras as people see them: their state and their switches. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.camera;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
