/** Threads of rooms that begin anew when their work breaks, and what is told of them. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.worker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
