package io.vedette.api.media;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A picture that core copied into its frame pool since somebody looks at it: I420, direct memory, reference-counted.
 *
 * <p>Thread-safe; the samples are not to be written.
 */
@ProviderType
public interface Frame extends Picture, AutoCloseable {

    /** UTC time at which the frame's packet arrived. */
    Instant capturedAt();

    /** The frame's number since the lane started, counted over decoded pictures. */
    long index();

    /** A further handle on the same frame, to be closed by the caller. */
    Frame retain();

    /** Gives this handle back. Exactly once for each handle. */
    @Override
    void close();
}
