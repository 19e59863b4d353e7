package io.vedette.api.media;

import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import org.osgi.annotation.versioning.ConsumerType;

/** Turns packets into pictures. A service; sessions are opened per camera, on its lane. */
@ConsumerType
public interface FrameDecoder {

    ExpertInfo info();

    /** Whether streams of this codec can be decoded; looks at the parameters only. */
    boolean supports(StreamInfo stream);

    /**
     * A session that expects a key frame first.
     *
     * @throws DecodeException where the codec can't be set up with these parameters
     */
    Session open(CameraInfo camera, StreamInfo stream) throws DecodeException;

    /** The decoder of one camera. Confined to its lane; all native memory is freed by {@link #close}. */
    interface Session extends AutoCloseable {

        /**
         * Decodes one packet; the sink is called for each picture that becomes ready, in presentation order.
         *
         * <p>A packet whose {@link MediaPacket#stream()} differs from the former one's brings new parameters along.
         *
         * @throws DecodeException the packet is broken; the session stays usable
         */
        void decode(MediaPacket packet, Sink sink) throws DecodeException;

        /**
         * Whether the codec's loop filter (H.264 8.7, H.265 8.7.2) may be left out from the next packet on: cheaper, and noisier.
         * A wish; a decoder that cannot leave it out does nothing.
         */
        default void leaveOutLoopFilter(boolean may) {}

        /** Delivers what is still held back for reordering, after the last packet. The next packet must be a key frame. */
        void drain(Sink sink) throws DecodeException;

        /** Frees everything native. Idempotent; never throws. */
        @Override
        void close();
    }

    /** Takes pictures on the lane. */
    @FunctionalInterface
    interface Sink {
        /** One picture, borrowed for the call. */
        void picture(Picture picture);
    }
}
