/**
 * How a plug-in tells people and machines whether it works: a row of {@code /health}, of the shell's {@code health}, and a count in
 * the metrics.
 */
@Export
@Version("1.0.0")
package io.vedette.api.health;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
