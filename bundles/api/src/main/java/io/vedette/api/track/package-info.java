/**
 * The contract of a tracker: it joins detections of one camera over time into tracks with an id.
 */
@Export
@Version("1.0.0")
package io.vedette.api.track;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
