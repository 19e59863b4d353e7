package io.vedette.api.media;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** Writes packets into a file that players read, as they are: nothing is encoded anew. A service; thread-safe. */
@ConsumerType
public interface ClipWriter {

    /** Whether a stream can be written. */
    boolean supports(StreamInfo stream);

    /**
     * Begins an MP4 file; what stands at the path is replaced when the clip is finished, and not before.
     *
     * @param video the parameters of the first packet
     * @throws IOException it cannot be begun; nothing is left behind
     */
    Clip begin(Path file, StreamInfo video) throws IOException;

    /** A clip that is being written. Confined to one thread at a time. */
    interface Clip extends AutoCloseable {

        /**
         * The next packet, borrowed for the call; the first is a key frame, whose time becomes 0. Decoding times rise.
         *
         * @throws IOException it cannot be written, or is of other parameters than those the clip began with
         */
        void add(MediaPacket packet) throws IOException;

        /**
         * Completes the file and puts it into its place.
         *
         * @throws IOException it cannot be completed; nothing is left behind
         */
        void finish() throws IOException;

        /** Frees everything; a clip that was not finished leaves nothing behind. Idempotent; never throws. */
        @Override
        void close();
    }
}
