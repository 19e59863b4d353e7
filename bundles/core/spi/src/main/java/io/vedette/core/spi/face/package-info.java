/** The gallery of faces: who is enrolled, and who a camera's face is. */
@Export
@Version("1.0.0")
package io.vedette.core.spi.face;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
