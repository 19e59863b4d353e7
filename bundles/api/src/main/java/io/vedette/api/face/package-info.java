/**
 * What experts on faces tell core, and what core does for those who ask people who somebody is.
 */
@Export
@Version("1.0.0")
package io.vedette.api.face;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
