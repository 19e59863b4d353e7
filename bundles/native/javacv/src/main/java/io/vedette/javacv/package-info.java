/**
 * The one callback of each kind that FFmpeg may call, shared by everybody.
 *
 * <p>JavaCPP keeps at most ten live instances of a callback class; the eleventh is silently a null function pointer. So the
 * instances stand here, once, and tell their callers apart by FFmpeg's {@code opaque} value.
 */
@Version("1.0.0")
package io.vedette.javacv;

import org.osgi.annotation.versioning.Version;
