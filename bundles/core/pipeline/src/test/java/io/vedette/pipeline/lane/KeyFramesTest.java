package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyFramesTest {

    private final KeyFrames keyFrames = new KeyFrames();

    /** Five packets a second, of which those at the given seconds are key frames. */
    private void stream(int fromSecond, int toSecond, int... keysAtSeconds) {
        for (int tick = fromSecond * 5; tick < toSecond * 5; tick++) {
            boolean key = false;
            for (int second : keysAtSeconds) {
                key |= tick == second * 5;
            }
            keyFrames.packet(new Packet(tick * 200_000_000L, key));
        }
    }

    @Test
    void knowsNothingBeforeTheSecondKeyFrame() {
        assertThat(keyFrames.gopSeconds()).isEmpty();
        stream(0, 2, 0);
        assertThat(keyFrames.gopSeconds()).isEmpty();
    }

    @Test
    void tellsTheTimeBetweenTheLatestTwo() {
        stream(0, 7, 0, 2, 6);
        assertThat(keyFrames.gopSeconds()).hasValue(4);
    }

    @Test
    void growsWhileTheNextOneIsLate() {
        stream(0, 12, 0, 1);
        assertThat(keyFrames.gopSeconds().getAsDouble()).isBetween(10.0, 11.0);
    }

    @Test
    void tellsOfACameraThatNeverSendsASecondOne() {
        stream(0, 9, 0);
        assertThat(keyFrames.gopSeconds().getAsDouble()).isBetween(8.0, 9.0);
    }

    @Test
    void forgetsTheFormerConnection() {
        stream(0, 9, 0, 4);
        keyFrames.clear();
        stream(100, 101, 100);
        assertThat(keyFrames.gopSeconds()).isEmpty();
    }

    private record Packet(long dtsNs, boolean key) implements MediaPacket {
        @Override
        public ByteBuffer payload() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public long ptsNs() {
            return dtsNs;
        }

        @Override
        public Instant arrival() {
            return Instant.EPOCH;
        }

        @Override
        public StreamInfo stream() {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public MediaPacket retain() {
            return this;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
