package io.vedette.core.spi.media;

import io.vedette.api.media.MediaPacket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One stream's connection: reads it on one capture thread, normalises timestamps, keeps the ring from the last key frames, and
 * lets any number of readers follow. Thread-safe.
 */
public interface Hub extends AutoCloseable {

    /** How the connection is now. */
    Connection connection();

    /** Changes how much is kept before the latest packet; does not reconnect. */
    void preroll(Duration preroll);

    /**
     * A reader that begins at the latest key frame.
     *
     * @param grew called on the capture thread whenever packets were added or the connection changed; must only wake somebody
     */
    Cursor follow(Runnable grew);

    /**
     * A reader of the past: it begins at the latest key frame that had arrived by then, or at the oldest that is kept.
     *
     * @param grew as for {@link #follow}
     */
    Cursor since(Instant arrival, Runnable grew);

    /** Bytes of packets in the ring; the memory behind them is up to twice as large. */
    long ringBytes();

    /** Begins to close and waits for nothing; where many are to be closed, first all are asked. */
    default void cease() {}

    /** Disconnects, waits for the capture thread at most 2 s, frees the ring. Idempotent. */
    @Override
    void close();

    /**
     * A connection's state.
     *
     * @param state where it stands
     * @param since since when
     * @param reason the last failure, without passwords; empty while all is well
     * @param packets video packets read since the hub was opened
     * @param connects connections made since then
     * @param ended whether a file was read to its end
     */
    record Connection(State state, Instant since, String reason, long packets, long connects, boolean ended) {
        /** Where a connection stands. */
        public enum State {
            CONNECTING,
            ONLINE,
            STALLED,
            BACKOFF
        }
    }

    /** A place in the ring. Confined to one reader. */
    interface Cursor extends AutoCloseable {

        /** The next packet, as a handle that the caller closes; empty when the reader has caught up. */
        Optional<MediaPacket> next();

        /** Goes back to the latest key frame at or before the place of the next packet; for a silent replay. */
        void rewindToKey();

        /**
         * Goes back to the packet of that decoding time; where it has left the ring, to the oldest key frame kept before the
         * place of the next packet. Never goes ahead.
         *
         * @return whether that very packet is the next one
         */
        boolean rewindTo(long dtsNs);

        /** Skips to the latest key frame in the ring, if it lies ahead. Returns the number of packets skipped. */
        int skipToLatestKey();

        /** Packets lost since they left the ring before they were read. */
        long lost();

        /** Media time from the next packet to the ring's end, nanoseconds; 0 when caught up. */
        long behindNs();

        @Override
        void close();
    }
}
