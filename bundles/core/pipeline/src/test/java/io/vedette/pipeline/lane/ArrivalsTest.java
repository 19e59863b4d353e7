package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    private final Arrivals arrivals = new Arrivals();

    private void arrives(long ptsMs, long atMs) {
        arrivals.add(new Arrived(ptsMs * 1_000_000, START.plusMillis(atMs)));
    }

    private Instant of(long ptsMs) {
        return arrivals.of(ptsMs * 1_000_000);
    }

    @Test
    void findsTheArrivalOfAReorderedPicture() {
        arrives(0, 10);
        arrives(120, 50);
        arrives(40, 90);
        arrives(80, 130);
        assertThat(of(40)).isEqualTo(START.plusMillis(90));
        assertThat(of(120)).isEqualTo(START.plusMillis(50));
    }

    @Test
    void showsNoPictureBeforeTheOneThatWasShownBefore() {
        arrives(0, 10);
        arrives(120, 50);
        arrives(40, 90);
        arrives(80, 130);
        assertThat(arrivals.show(80_000_000)).isEqualTo(START.plusMillis(130));
        assertThat(arrivals.show(120_000_000)).isEqualTo(START.plusMillis(130));
        arrives(160, -3_600_000);
        assertThat(arrivals.show(160_000_000)).as("the clock was set back").isEqualTo(START.plusMillis(-3_600_000));
    }

    @Test
    void takesTheNearestWhereThePacketIsUnknown() {
        arrives(0, 10);
        arrives(40, 50);
        assertThat(of(35)).isEqualTo(START.plusMillis(50));
        assertThat(of(-1000)).isEqualTo(START.plusMillis(10));
        assertThat(of(100_000)).isEqualTo(START.plusMillis(50));
    }

    @Test
    void forgetsAllButTheLatest64() {
        for (int i = 0; i < 200; i++) {
            arrives(i * 40L, i * 40L + 5);
        }
        assertThat(of(199 * 40)).isEqualTo(START.plusMillis(199 * 40 + 5));
        assertThat(of(136 * 40)).isEqualTo(START.plusMillis(136 * 40 + 5));
        assertThat(of(0)).as("the oldest that is known").isEqualTo(START.plusMillis(136 * 40 + 5));
    }

    @Test
    void knowsNothingOfAFormerTimeLine() {
        arrives(0, 0);
        arrives(40, 40);
        arrivals.clear();
        arrives(0, 60_000);
        assertThat(of(40)).isEqualTo(START.plusMillis(60_000));
    }

    /** A packet of which only the times matter. */
    private record Arrived(long ptsNs, Instant arrival) implements MediaPacket {
        @Override
        public ByteBuffer payload() {
            throw new UnsupportedOperationException("payload");
        }

        @Override
        public long dtsNs() {
            return ptsNs;
        }

        @Override
        public boolean key() {
            return false;
        }

        @Override
        public StreamInfo stream() {
            throw new UnsupportedOperationException("stream");
        }

        @Override
        public MediaPacket retain() {
            return this;
        }

        @Override
        public void close() {}
    }
}
