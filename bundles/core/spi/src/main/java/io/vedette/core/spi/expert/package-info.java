/** The experts as people see them: candidates, pins and roll-backs. */
@Export
@Version("1.2.0")
package io.vedette.core.spi.expert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
