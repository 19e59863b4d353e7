/** How the lane tells core/event what its tracker knows. */
@Export
@Version("1.1.0")
package io.vedette.core.spi.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
