package io.vedette.pipeline.clip;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.core.spi.media.Hub;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A hub that keeps all that its test put in, and counts who reads it and which handles are open. Thread-safe. */
final class FilmHub implements Hub {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final AtomicInteger readers = new AtomicInteger();
    final AtomicInteger handles = new AtomicInteger();
    private final List<Film> packets = new CopyOnWriteArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    volatile boolean ended;
    volatile StreamInfo stream = stream(320);

    static StreamInfo stream(int widthPx) {
        return new StreamInfo(StreamInfo.Kind.VIDEO, "scene", widthPx, 180, ByteBuffer.allocate(0), Map.of());
    }

    /** Ten packets per second, the first of each second a key frame. */
    FilmHub film(int fromMs, int untilMs) {
        for (int ms = fromMs; ms < untilMs; ms += 100) {
            packets.add(new Film(ms, stream));
        }
        followers.forEach(Runnable::run);
        return this;
    }

    @Override
    public Connection connection() {
        return new Connection(Connection.State.ONLINE, NOON, "", packets.size(), 1, ended);
    }

    @Override
    public void preroll(Duration preroll) {}

    @Override
    public Cursor follow(Runnable grew) {
        throw new UnsupportedOperationException("clips begin in the past");
    }

    @Override
    public Cursor since(Instant arrival, Runnable grew) {
        int begin = 0;
        for (int i = 0; i < packets.size(); i++) {
            boolean before = !packets.get(i).arrival().isAfter(arrival);
            begin = packets.get(i).key() && before ? i : begin;
        }
        readers.incrementAndGet();
        followers.add(grew);
        return new Reader(begin, grew);
    }

    @Override
    public long ringBytes() {
        return 0;
    }

    @Override
    public void close() {}

    private final class Film implements MediaPacket {
        private final int ms;
        private final StreamInfo of;

        Film(int ms, StreamInfo of) {
            this.ms = ms;
            this.of = of;
        }

        @Override
        public ByteBuffer payload() {
            return ByteBuffer.allocateDirect(0);
        }

        @Override
        public long ptsNs() {
            return dtsNs();
        }

        @Override
        public long dtsNs() {
            return ms * 1_000_000L;
        }

        @Override
        public Instant arrival() {
            return NOON.plusMillis(ms);
        }

        @Override
        public boolean key() {
            return ms % 1000 == 0;
        }

        @Override
        public StreamInfo stream() {
            return of;
        }

        @Override
        public MediaPacket retain() {
            handles.incrementAndGet();
            return this;
        }

        @Override
        public void close() {
            handles.decrementAndGet();
        }
    }

    private final class Reader implements Cursor {
        private final Runnable grew;
        private int place;

        Reader(int place, Runnable grew) {
            this.place = place;
            this.grew = grew;
        }

        @Override
        public Optional<MediaPacket> next() {
            return place < packets.size() ? Optional.of(packets.get(place++).retain()) : Optional.empty();
        }

        @Override
        public void rewindToKey() {}

        @Override
        public boolean rewindTo(long dtsNs) {
            return false;
        }

        @Override
        public int skipToLatestKey() {
            return 0;
        }

        @Override
        public long lost() {
            return 0;
        }

        @Override
        public long behindNs() {
            return 0;
        }

        @Override
        public void close() {
            readers.decrementAndGet();
            followers.remove(grew);
        }
    }
}
