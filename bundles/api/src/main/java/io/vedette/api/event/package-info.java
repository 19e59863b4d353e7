/**
 * What happened, as the world is told of it: object events and the durable sinks that take them.
 */
@Export
@Version("1.1.0")
package io.vedette.api.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
