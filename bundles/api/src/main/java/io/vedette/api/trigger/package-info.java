/**
 * What starts an event without anything being seen: somebody presses a button.
 */
@Export
@Version("1.0.0")
package io.vedette.api.trigger;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
