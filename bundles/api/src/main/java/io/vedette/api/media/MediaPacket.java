package io.vedette.api.media;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One encoded packet of a camera's video stream, its timestamps normalised. Reference-counted; thread-safe.
 *
 * <p>The payload lies in core's slab: direct, with 64 zero bytes behind its limit, as avcodec asks.
 */
@ProviderType
public interface MediaPacket extends AutoCloseable {

    /** The payload, position 0 to limit; read only by agreement. Valid while a handle is open. Don't move its position. */
    ByteBuffer payload();

    /** Presentation time on the camera's own monotonic time line, nanoseconds from its first packet. */
    long ptsNs();

    /** Decoding time on the same line; strictly rising over the packets of a camera. */
    long dtsNs();

    /** When the packet arrived (live), or the media's time as an instant (files read at their own speed). */
    Instant arrival();

    /** Whether decoding can begin here. */
    boolean key();

    /** The stream's parameters that hold for this packet. The same instance as before as long as nothing changed. */
    StreamInfo stream();

    /** A further handle on the same packet, to be closed by the caller. */
    MediaPacket retain();

    /** Gives this handle back. Exactly once for each handle. */
    @Override
    void close();
}
