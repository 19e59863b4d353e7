package io.vedette.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.Box;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.detect.PixelLayout.Fit;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.detect.Placement;
import io.vedette.api.media.Picture;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SwsScalerTest {

    private static final Offset<Double> ONE_PIXEL = within(1.0);

    private final SwsScaler scaler = new SwsScaler();

    @AfterEach
    void close() {
        scaler.close();
    }

    private static PixelLayout layout(int width, int height, Fit fit) {
        return new PixelLayout(width, height, Order.RGB, Arrangement.PACKED, fit, 114);
    }

    /** 0xRRGGBB of a target's pixel. */
    private static int colour(ByteBuffer target, PixelLayout layout, int x, int y) {
        int[] samples = new int[3];
        for (int i = 0; i < 3; i++) {
            int at = layout.arrangement() == Arrangement.PLANAR
                    ? (i * layout.heightPx() + y) * layout.widthPx() + x
                    : (y * layout.widthPx() + x) * 3 + i;
            samples[i] = target.get(target.position() + at) & 255;
        }
        return layout.order() == Order.RGB
                ? samples[0] << 16 | samples[1] << 8 | samples[2]
                : samples[2] << 16 | samples[1] << 8 | samples[0];
    }

    private static void assertColour(int colour, int expected, String where) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(colour >> shift & 255)
                    .as("%s: %06x for %06x", where, colour, expected)
                    .isCloseTo(expected >> shift & 255, within(4));
        }
    }

    @Test
    void readsTheRightColoursInAllLayoutsRangesAndMatrices() {
        int[] colours = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF, 0x000000, 0xC08040};
        for (int height : new int[] {480, 720}) {
            for (boolean full : new boolean[] {false, true}) {
                Painted picture = new Painted(960, height, full);
                for (int i = 0; i < colours.length; i++) {
                    picture.paint(i * 160, 0, 160, height, colours[i]);
                }
                assertColours(picture, colours);
            }
        }
    }

    private void assertColours(Painted picture, int[] colours) {
        int height = picture.heightPx();
        for (Order order : Order.values()) {
            for (Arrangement arrangement : Arrangement.values()) {
                assertColours(picture, new PixelLayout(960, height, order, arrangement, Fit.STRETCH, 0), colours);
                assertColours(picture, new PixelLayout(330, 200, order, arrangement, Fit.STRETCH, 0), colours);
            }
        }
    }

    private void assertColours(Picture picture, PixelLayout layout, int[] colours) {
        ByteBuffer target = ByteBuffer.allocateDirect(layout.bytes());
        scaler.read(picture, Box.FRAME, layout, target);
        for (int i = 0; i < colours.length; i++) {
            int x = (2 * i + 1) * layout.widthPx() / (2 * colours.length);
            assertColour(
                    colour(target, layout, x, layout.heightPx() / 2), colours[i], layout + " of " + picture.heightPx());
        }
    }

    @Test
    void padsWhatTheRegionDoesNotCover() {
        Painted picture = new Painted(640, 360, false).paint(0, 0, 640, 360, 0xFFFFFF);
        for (Arrangement arrangement : Arrangement.values()) {
            PixelLayout centred = new PixelLayout(320, 320, Order.RGB, arrangement, Fit.CENTER, 114);
            ByteBuffer target = ByteBuffer.allocateDirect(centred.bytes());
            Placement placement = scaler.read(picture, Box.FRAME, centred, target);
            assertThat(placement).isEqualTo(new Placement(Box.FRAME, 0, 70, 320, 180));
            assertRows(target, centred, 0, 70, 0x727272);
            assertRows(target, centred, 70, 250, 0xFFFFFF);
            assertRows(target, centred, 250, 320, 0x727272);
            PixelLayout corner = new PixelLayout(500, 180, Order.BGR, arrangement, Fit.TOP_LEFT, 0);
            ByteBuffer wide = ByteBuffer.allocateDirect(corner.bytes());
            assertThat(scaler.read(picture, Box.FRAME, corner, wide))
                    .isEqualTo(new Placement(Box.FRAME, 0, 0, 320, 180));
            assertColour(colour(wide, corner, 319, 179), 0xFFFFFF, "last covered");
            assertThat(colour(wide, corner, 320, 0)).isZero();
            assertThat(colour(wide, corner, 499, 179)).isZero();
        }
    }

    private static void assertRows(ByteBuffer target, PixelLayout layout, int from, int to, int expected) {
        for (int y = from; y < to; y++) {
            for (int x = 0; x < layout.widthPx(); x++) {
                assertColour(colour(target, layout, x, y), expected, x + "," + y);
            }
        }
    }

    @Test
    void placementLeadsBackToTheFrame() {
        Painted picture =
                new Painted(1280, 720, false).paint(0, 0, 1280, 720, 0x202020).paint(500, 300, 80, 60, 0xFFFFFF);
        Box[] regions = {
            Box.FRAME, new Box(0.3, 0.3, 0.3, 0.4), new Box(0.371, 0.377, 0.113, 0.161), new Box(-0.2, 0.2, 0.8, 1)
        };
        for (Fit fit : Fit.values()) {
            for (Box region : regions) {
                PixelLayout layout = layout(416, 416, fit);
                ByteBuffer target = ByteBuffer.allocateDirect(layout.bytes());
                Placement placement = scaler.read(picture, region, layout, target);
                int[] seen = bright(target, layout);
                Box found = placement.toFrame(seen[0], seen[1], seen[2], seen[3]);
                double pixelX = placement.region().width() / placement.width();
                double pixelY = placement.region().height() / placement.height();
                String as = fit + " " + region;
                assertThat((found.x() - 500 / 1280.0) / pixelX).as(as).isCloseTo(0, ONE_PIXEL);
                assertThat((found.y() - 300 / 720.0) / pixelY).as(as).isCloseTo(0, ONE_PIXEL);
                assertThat((found.right() - 580 / 1280.0) / pixelX).as(as).isCloseTo(0, ONE_PIXEL);
                assertThat((found.bottom() - 360 / 720.0) / pixelY).as(as).isCloseTo(0, ONE_PIXEL);
            }
        }
    }

    /** Left, top, right, bottom of what is brighter than half and no pad. */
    private static int[] bright(ByteBuffer target, PixelLayout layout) {
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
        for (int y = 0; y < layout.heightPx(); y++) {
            for (int x = 0; x < layout.widthPx(); x++) {
                if ((colour(target, layout, x, y) >> 8 & 255) > 143) {
                    box[0] = Math.min(box[0], x);
                    box[1] = Math.min(box[1], y);
                    box[2] = Math.max(box[2], x + 1);
                    box[3] = Math.max(box[3], y + 1);
                }
            }
        }
        return box;
    }

    @Test
    void readsAnySizeAndWritesNowhereElse() {
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            Painted picture =
                    new Painted(1 + random.nextInt(300), 1 + random.nextInt(200), random.nextBoolean()).scribble(i);
            Fit fit = Fit.values()[random.nextInt(3)];
            Arrangement arrangement = Arrangement.values()[random.nextInt(2)];
            PixelLayout layout = new PixelLayout(
                    1 + random.nextInt(130), 1 + random.nextInt(130), Order.BGR, arrangement, fit, random.nextInt(256));
            Box region = new Box(
                    random.nextDouble() * 1.4 - 0.4,
                    random.nextDouble() * 1.4 - 0.4,
                    random.nextDouble() * random.nextDouble(),
                    random.nextDouble());
            int front = random.nextInt(70);
            ByteBuffer target = ByteBuffer.allocateDirect(front + layout.bytes() + 300);
            for (int at = 0; at < target.capacity(); at++) {
                target.put(at, (byte) 77);
            }
            target.position(front).limit(front + layout.bytes());
            Placement placement = scaler.read(picture, region, layout, target);
            assertThat(target.position()).isEqualTo(front);
            assertThat(target.limit()).isEqualTo(front + layout.bytes());
            target.clear();
            for (int at = 0; at < target.capacity(); at++) {
                if (at < front || at >= front + layout.bytes()) {
                    assertThat(target.get(at))
                            .as("byte %d around %s", at, layout)
                            .isEqualTo((byte) 77);
                }
            }
            assertThat(placement.left() + placement.width()).isBetween(1, layout.widthPx());
            assertThat(placement.top() + placement.height()).isBetween(1, layout.heightPx());
            assertThat(placement.region().right()).isLessThanOrEqualTo(1 + 1e-9);
            assertThat(placement.region().area()).isPositive();
        }
    }

    @Test
    void readsATinyRegionAtTheFramesOddEnd() {
        Painted picture =
                new Painted(321, 181, false).paint(0, 0, 321, 181, 0x00FF00).paint(320, 180, 1, 1, 0xFF0000);
        PixelLayout layout = layout(64, 64, Fit.STRETCH);
        ByteBuffer target = ByteBuffer.allocateDirect(layout.bytes());
        Placement placement = scaler.read(picture, new Box(0.999, 0.999, 0.001, 0.001), layout, target);
        assertThat(placement.region().x()).isCloseTo(320 / 321.0, within(1e-9));
        assertColour(colour(target, layout, 32, 32), 0xFF0000, "the last sample");
    }

    @Test
    void refusesATargetThatIsTooSmallOrNotDirect() {
        Painted picture = new Painted(64, 64, false);
        PixelLayout layout = layout(32, 32, Fit.STRETCH);
        assertThatThrownBy(() -> scaler.read(picture, Box.FRAME, layout, ByteBuffer.allocateDirect(layout.bytes() - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3072")
                .hasMessageContaining("3071");
        ByteBuffer begun = ByteBuffer.allocateDirect(layout.bytes()).position(1);
        assertThatThrownBy(() -> scaler.read(picture, Box.FRAME, layout, begun))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scaler.read(picture, Box.FRAME, layout, ByteBuffer.allocate(layout.bytes())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not direct");
        assertThatThrownBy(() -> scaler.luma(picture, 32, 32, ByteBuffer.allocateDirect(1023)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void scalesLumaToFullRange() {
        for (int height : new int[] {180, 360, 721, 1080}) {
            Painted picture = new Painted(height * 16 / 9, height, false)
                    .paint(0, 0, height, height, 0xFFFFFF)
                    .paint(0, 0, height, height / 4 * 2, 0x000000);
            ByteBuffer small = ByteBuffer.allocateDirect(320 * 180);
            scaler.luma(picture, 320, 180, small);
            assertThat(small.get(45 * 320 + 80) & 255).as("black at %d", height).isZero();
            assertThat(small.get(135 * 320 + 80) & 255)
                    .as("white at %d", height)
                    .isEqualTo(255);
            assertThat(small.get(135 * 320 + 300) & 255)
                    .as("gray at %d", height)
                    .isBetween(127, 129);
        }
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int colour = 0x101010 * (1 + i % 15);
            int size = 64 + 16 * (i % 7);
            calls.add(() -> {
                Painted picture = new Painted(200, 100, true).paint(0, 0, 200, 100, colour);
                PixelLayout layout = layout(size, size, Fit.STRETCH);
                ByteBuffer target = ByteBuffer.allocateDirect(layout.bytes());
                for (int repeat = 0; repeat < 20; repeat++) {
                    scaler.read(picture, Box.FRAME, layout, target);
                    assertColour(colour(target, layout, size / 2, size / 2), colour, "size " + size);
                }
                return 1;
            });
        }
        int done = 0;
        for (Future<Integer> call : threads.invokeAll(calls)) {
            done += call.get();
        }
        threads.shutdown();
        assertThat(done).isEqualTo(60);
    }

    @Test
    void makesHardlyAnyGarbage() {
        Painted picture = new Painted(1280, 720, false).scribble(3);
        PixelLayout layout = layout(416, 416, Fit.CENTER);
        ByteBuffer target = ByteBuffer.allocateDirect(layout.bytes());
        ByteBuffer luma = ByteBuffer.allocateDirect(320 * 180);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        int calls = 200;
        for (int i = -400; i < calls; i++) {
            if (i == 0) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            scaler.read(picture, Box.FRAME, layout, target);
            scaler.luma(picture, 320, 180, luma);
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / calls;
        assertThat(each).as("bytes for a read and a luma").isLessThan(400);
    }
}
