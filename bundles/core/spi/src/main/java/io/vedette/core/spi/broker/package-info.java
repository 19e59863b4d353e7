/** The message broker inside this process, for homes that have none of their own. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.broker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
