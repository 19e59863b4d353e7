/**
 * Encoded packets and decoded pictures: where they come from, how they are decoded and encoded, who owns them.
 *
 * <p>Ownership: a parameter is borrowed for the duration of the call; {@code retain()} gives a handle that must be closed; who
 * receives a return value owns it.
 */
@Export
@Version("1.0.0")
package io.vedette.api.media;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
