/**
 * How plug-ins come by the secrets that their settings name.
 */
@Export
@Version("1.0.0")
package io.vedette.api.secret;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
