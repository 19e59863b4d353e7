package io.vedette.api.media;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens camera addresses and delivers their encoded packets. A service; the hub of a camera asks each for {@link #supports}.
 *
 * <p>A source starts no thread: it works on the capture thread that calls it. Implementations are thread-safe; a {@link Capture}
 * is confined to the thread that opened it.
 */
@ConsumerType
public interface MediaSource {

    /** No timestamp is known for the packet. */
    long NO_TIME = Long.MIN_VALUE;

    /** Whether this source can open addresses of this form (it looks at the form only and opens nothing). */
    boolean supports(String uri);

    /**
     * Connects and reads far enough to know the streams. Blocks.
     *
     * @param cancelled asked often, from any native thread; once true, the call gives up within 2 s with an exception
     * @throws CaptureException where the address can't be opened; the hub backs off and tries again
     */
    Capture open(Request request, BooleanSupplier cancelled) throws CaptureException;

    /**
     * What to open.
     *
     * @param uri the address, credentials included; never to be logged as it is
     * @param transport {@code tcp} or {@code udp}, for protocols that have both
     * @param options further options of the source
     */
    record Request(String uri, String transport, Map<String, String> options) {
        public Request {
            options = Map.copyOf(options);
        }

        @Override
        public String toString() {
            return "Request[" + transport + "]";
        }
    }

    /** One open connection. Confined to the thread that opened it. */
    interface Capture extends AutoCloseable {

        /** The streams by index, as known now. A change is told by {@link Sink#streams}. */
        List<StreamInfo> streams();

        /** Whether the media's own clock is the only one (a file): it may be read as fast as the reader wishes. */
        boolean seekable();

        /**
         * Blocks until the next packet and gives it to the sink.
         *
         * @return false at the end of the media
         * @throws CaptureException where the connection broke, was cancelled or delivers garbage
         */
        boolean read(Sink sink) throws CaptureException;

        /** Frees everything native. Idempotent; never throws. */
        @Override
        void close();
    }

    /** Takes packets on the capture thread. */
    interface Sink {
        /** The parameters changed; they hold from the next packet on. */
        void streams(List<StreamInfo> streams);

        /**
         * One packet as it came.
         *
         * @param stream index into the streams
         * @param payload direct buffer, borrowed for the call
         * @param ptsNs presentation time in the media's own clock, nanoseconds, or {@link #NO_TIME}
         * @param dtsNs decoding time likewise
         * @param key whether decoding can begin here
         */
        void packet(int stream, ByteBuffer payload, long ptsNs, long dtsNs, boolean key);
    }
}
