/** What is true of each camera now: the facts that retained topics and live pages show. */
@Export
@Version("1.1.0")
package io.vedette.core.spi.live;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
