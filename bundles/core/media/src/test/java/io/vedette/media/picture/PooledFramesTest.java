package io.vedette.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.Frame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PooledFramesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final PooledFrames pool = new PooledFrames(1 << 20);

    @Test
    void namesThePlaceWhereAHandleWasMadeThatIsStillOpen() {
        System.setProperty("vedette.leaks", "true");
        try {
            PooledFrames tracked = new PooledFrames();
            Frame frame = tracked.copy(new Painted(64, 48, false), NOON, 7);
            frame.retain().close();
            assertThat(tracked.leaks()).singleElement().asString().contains("frame 7", "PooledFramesTest");
            frame.close();
            assertThat(tracked.leaks()).isEmpty();
        } finally {
            System.clearProperty("vedette.leaks");
        }
    }

    @Test
    void copiesEverySampleOfAnOddPicture() {
        Painted picture = new Painted(131, 77, true).scribble(1);
        try (Frame frame = pool.copy(picture, NOON, 12)) {
            assertThat(frame.widthPx()).isEqualTo(131);
            assertThat(frame.heightPx()).isEqualTo(77);
            assertThat(frame.fullRange()).isTrue();
            assertThat(frame.ptsNs()).isEqualTo(40_000_000);
            assertThat(frame.capturedAt()).isEqualTo(NOON);
            assertThat(frame.index()).isEqualTo(12);
            for (int plane = 0; plane < 3; plane++) {
                assertSamples(frame, picture, plane);
            }
        }
    }

    private static void assertSamples(Frame frame, Painted picture, int plane) {
        ByteBuffer samples = frame.plane(plane);
        assertThat(samples.isDirect()).isTrue();
        for (int y = 0; y < (plane == 0 ? 77 : 39); y++) {
            for (int x = 0; x < (plane == 0 ? 131 : 66); x++) {
                int at = samples.position() + y * frame.stridePx(plane) + x;
                assertThat(samples.get(at) & 255).isEqualTo(picture.sample(plane, x, y));
            }
        }
    }

    @Test
    void givesTheMemoryBackWithTheLastHandle() {
        Frame frame = pool.copy(new Painted(64, 48, false), NOON, 1);
        Frame second = frame.retain();
        Frame third = second.retain();
        second.close();
        frame.close();
        assertThat(pool.inUse()).isOne();
        assertThat(pool.idleBytes()).isZero();
        assertThat(third.plane(0).get(0)).as("still readable").isNotZero();
        third.close();
        assertThat(pool.inUse()).isZero();
        assertThat(pool.idleBytes()).isPositive();
    }

    @Test
    void refusesToCloseTwiceAndNamesTheFrame() {
        Frame frame = pool.copy(new Painted(64, 48, false), NOON, 42);
        Frame other = frame.retain();
        frame.close();
        assertThatThrownBy(frame::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frame 42")
                .hasMessageContaining("64x48")
                .hasMessageContaining("twice");
        assertThatThrownBy(frame::retain)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("frame 42");
        assertThatThrownBy(() -> frame.plane(0)).isInstanceOf(IllegalStateException.class);
        assertThat(pool.inUse()).as("the other handle holds").isOne();
        other.close();
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void usesMemoryAgainAndKeepsLittleIdle() {
        Painted picture = new Painted(640, 480, false);
        for (int i = 0; i < 50; i++) {
            pool.copy(picture, NOON, i).close();
        }
        assertThat(pool.idleBytes()).as("one buffer").isLessThan(640 * 480 * 2);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            frames.add(pool.copy(picture, NOON, i));
        }
        assertThat(pool.inUse()).isEqualTo(20);
        frames.forEach(Frame::close);
        assertThat(pool.inUse()).isZero();
        assertThat(pool.idleBytes()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void wastesAtMostAQuarter() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int bytes = 4096 + random.nextInt(1 << random.nextInt(13, 29));
            int capacity = PooledFrames.capacity(PooledFrames.sizeClass(bytes));
            assertThat(capacity).isBetween(bytes, bytes + bytes / 4 + 1);
            assertThat(PooledFrames.sizeClass(capacity)).isEqualTo(PooledFrames.sizeClass(bytes));
        }
    }

    @Test
    void neverLendsOneBufferTwice() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int gray = 10 + 5 * i;
            calls.add(() -> lend(gray));
        }
        int wrong = 0;
        for (Future<Integer> call : threads.invokeAll(calls)) {
            wrong += call.get();
        }
        threads.shutdown();
        assertThat(wrong).isZero();
        assertThat(pool.inUse()).isZero();
    }

    private int lend(int gray) {
        Painted picture = new Painted(96, 64, true).paint(0, 0, 96, 64, 0x010101 * gray);
        int wrong = 0;
        for (int i = 0; i < 50; i++) {
            Frame frame = pool.copy(picture, NOON, i);
            Frame handle = frame.retain();
            frame.close();
            for (int y = 0; y < 64; y++) {
                wrong += (handle.plane(0).get(y * handle.stridePx(0) + y) & 255) == gray ? 0 : 1;
            }
            handle.close();
        }
        return wrong;
    }
}
