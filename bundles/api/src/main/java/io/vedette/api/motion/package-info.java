/**
 * The contract of a motion detector: it is shown the small luma plane of a camera's pictures and says where something moves.
 */
@Export
@Version("1.0.0")
package io.vedette.api.motion;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
