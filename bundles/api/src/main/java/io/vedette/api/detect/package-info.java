/**
 * The contract of a detector plug-in: it is given looks at frames and says what it sees in them.
 */
@Export
@Version("1.0.0")
package io.vedette.api.detect;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
