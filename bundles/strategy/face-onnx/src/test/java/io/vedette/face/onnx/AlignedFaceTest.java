package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.detect.Placement;
import io.vedette.testkit.picture.StillPicture;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlignedFaceTest {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    private final AlignedFace aligned = new AlignedFace();

    /** Red grows to the right, green downwards; blue is the same everywhere. */
    private static Look slope(int times) {
        byte[] rgb = new byte[3 * WIDTH * times * HEIGHT * times];
        for (int i = 0; i < WIDTH * HEIGHT * times * times; i++) {
            rgb[3 * i] = (byte) (i % (WIDTH * times) * 200 / (WIDTH * times));
            rgb[3 * i + 1] = (byte) (i / (WIDTH * times) * 200 / (HEIGHT * times));
            rgb[3 * i + 2] = 50;
        }
        return StillPicture.of(WIDTH * times, HEIGHT * times, rgb).look(0.5);
    }

    private int sample(int column, int row, int channel) {
        return aligned.samples().get(3 * (AlignedFace.SIDE * row + column) + channel) & 0xff;
    }

    /** Each sample is what the picture shows where the sample came from. */
    private void showsThePicture(Similarity toFace, int times, double tolerance) {
        Similarity toFrame = toFace.inverse();
        assertThat(aligned.read(slope(times), toFace, Order.RGB)).isTrue();
        for (int row = 0; row < AlignedFace.SIDE; row += 7) {
            for (int column = 0; column < AlignedFace.SIDE; column += 7) {
                assertThat((double) sample(column, row, 0))
                        .isCloseTo(toFrame.x(column, row) * 200 / (WIDTH * times), within(tolerance));
                assertThat((double) sample(column, row, 1))
                        .isCloseTo(toFrame.y(column, row) * 200 / (HEIGHT * times), within(tolerance));
                assertThat(sample(column, row, 2)).isEqualTo(50);
            }
        }
    }

    @Test
    void showsWhatLiesThereInItsOwnSize() {
        showsThePicture(new Similarity(1, 0, -90, -40), 1, 1.5);
    }

    @Test
    void showsWhatLiesThereTurnedAndSmaller() {
        double turn = Math.toRadians(25);
        Similarity toFrame = new Similarity(1.1 * Math.cos(turn), 1.1 * Math.sin(turn), 120, 15);
        showsThePicture(toFrame.inverse(), 1, 1.5);
    }

    @Test
    void showsWhatLiesThereOfALargeFace() {
        Similarity toFrame = new Similarity(9, 1, 200, 20);
        showsThePicture(toFrame.inverse(), 6, 1.5);
    }

    @Test
    void isBlackOutsideTheFrame() {
        // The right half of the aligned face lies left of the frame's right edge.
        assertThat(aligned.read(slope(1), new Similarity(1, 0, 56 - WIDTH, -40), Order.RGB))
                .isTrue();
        assertThat(sample(50, 50, 2)).isEqualTo(50);
        assertThat(sample(62, 50, 2)).isZero();
    }

    @Test
    void saysWhereNothingOfItLiesInTheFrame() {
        assertThat(aligned.read(slope(1), new Similarity(1, 0, 2000, 0), Order.RGB))
                .isFalse();
        assertThat(aligned.read(slope(1), new Similarity(1, 0, 0, -2000), Order.RGB))
                .isFalse();
    }

    @Test
    void asksTheScalerForFewSizes() {
        Set<String> sizes = new HashSet<>();
        Look look = slope(4);
        for (double scale = 0.1; scale < 6; scale *= 1.03) {
            for (double degrees = -40; degrees <= 40; degrees += 10) {
                double turn = Math.toRadians(degrees);
                Similarity toFrame = new Similarity(
                        scale * Math.cos(turn), scale * Math.sin(turn), 37 * scale + 91 * turn, 53 * scale - degrees);
                aligned.read(new Asked(look, sizes), toFrame.inverse(), Order.RGB);
            }
        }
        assertThat(sizes).hasSizeBetween(5, 16);
    }

    /** Notes which sizes of the frame are read as which sizes. */
    private record Asked(Look look, Set<String> sizes) implements Look {
        @Override
        public Box region() {
            return look.region();
        }

        @Override
        public double leastScore() {
            return look.leastScore();
        }

        @Override
        public int frameWidthPx() {
            return look.frameWidthPx();
        }

        @Override
        public int frameHeightPx() {
            return look.frameHeightPx();
        }

        @Override
        public Placement read(Box region, PixelLayout layout, ByteBuffer target) {
            Placement placement = look.read(region, layout, target);
            assertThat(placement.region().x()).isCloseTo(region.x(), within(1e-9));
            assertThat(placement.region().y()).isCloseTo(region.y(), within(1e-9));
            sizes.add(placement.region().width() * frameWidthPx() + " "
                    + placement.region().height() * frameHeightPx() + " " + layout);
            return placement;
        }
    }

    @Test
    void readsTheOrderThatTheModelWants() {
        aligned.read(slope(1), new Similarity(1, 0, -90, -40), Order.BGR);
        assertThat(sample(3, 3, 0)).isEqualTo(50);
        assertThat(aligned.luma(3, 3)).isCloseTo((50 + 2 * 43 + 62) / 4f, within(1.5f));
    }

    @Test
    void whatIsOfOneColourIsNotSharp() {
        Look grey = StillPicture.grey(WIDTH, HEIGHT).look(0.5);
        assertThat(aligned.read(grey, new Similarity(1, 0, -90, -40), Order.RGB))
                .isTrue();
        assertThat(Sharpness.of(aligned)).isZero();
        assertThat(Sharpness.worth(aligned)).isZero();
    }
}
