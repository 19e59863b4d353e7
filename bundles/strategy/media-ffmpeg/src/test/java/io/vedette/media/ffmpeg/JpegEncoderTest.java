package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.media.DecodeException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegEncoderTest {
    private final JpegEncoder encoder = new JpegEncoder();

    @Test
    void showsTheAskedPartInItsColours() throws Exception {
        // The left half is dark, the right half is bright red.
        StillFrame frame = new StillFrame(640, 360, true, (x, y) -> x < 320 ? 20 : 76, 85, 255);
        BufferedImage left = image(encoder.jpeg(frame, new Box(0, 0, 0.5, 1), 8192, 1 << 20));
        BufferedImage right = image(encoder.jpeg(frame, new Box(0.5, 0.25, 0.5, 0.5), 8192, 1 << 20));
        assertThat(left.getWidth()).isEqualTo(320);
        assertThat(left.getHeight()).isEqualTo(360);
        assertThat(right.getWidth()).isEqualTo(320);
        assertThat(right.getHeight()).isEqualTo(180);
        int red = right.getRGB(100, 100);
        assertThat(red >> 16 & 0xff).isGreaterThan(245);
        assertThat(red >> 8 & 0xff).isLessThan(12);
    }

    @Test
    void stretchesTheLimitedRangeOfVideo() throws Exception {
        StillFrame white = new StillFrame(64, 64, false, (x, y) -> 235, 128, 128);
        assertThat(image(encoder.jpeg(white, Box.FRAME, 64, 1 << 20)).getRGB(30, 30) & 0xff)
                .isGreaterThan(252);
        StillFrame black = new StillFrame(64, 64, false, (x, y) -> 16, 128, 128);
        assertThat(image(encoder.jpeg(black, Box.FRAME, 64, 1 << 20)).getRGB(30, 30) & 0xff)
                .isLessThan(3);
    }

    @Test
    void obeysWidthAndBytes() throws Exception {
        Random random = new Random(1);
        StillFrame noise = new StillFrame(1280, 720, true, (x, y) -> random.nextInt(256), 128, 128);
        for (int bytes : new int[] {2048, 10_000, 50_000, 256_000}) {
            byte[] jpeg = encoder.jpeg(noise, Box.FRAME, 800, bytes);
            assertThat(jpeg.length).isLessThanOrEqualTo(bytes);
            assertThat(image(jpeg).getWidth()).isLessThanOrEqualTo(800);
        }
        assertThat(image(encoder.jpeg(noise, Box.FRAME, 800, 1 << 24)).getWidth())
                .isEqualTo(800);
        assertThat(image(encoder.jpeg(noise, Box.FRAME, 800, 1 << 24)).getHeight())
                .isEqualTo(450);
    }

    @Test
    void givesAtLeastSixteenPixelsAndStaysWithinTheFrame() throws Exception {
        StillFrame frame = new StillFrame(321, 241, true, (x, y) -> x & 0xff, 128, 128);
        BufferedImage corner = image(encoder.jpeg(frame, new Box(0.999, 0.999, 0.001, 0.001), 640, 1 << 20));
        assertThat(corner.getWidth()).isBetween(16, 18);
        assertThat(corner.getHeight()).isBetween(16, 18);
        BufferedImage odd = image(encoder.jpeg(frame, Box.FRAME, 640, 1 << 20));
        assertThat(odd.getWidth()).isEqualTo(321);
        assertThat(odd.getHeight()).isEqualTo(241);
    }

    @Test
    void refusesLimitsOutOfRange() {
        StillFrame frame = new StillFrame(64, 64, true, (x, y) -> 0, 128, 128);
        assertThatThrownBy(() -> encoder.jpeg(frame, Box.FRAME, 15, 4096)).hasMessageContaining("but is 15");
        assertThatThrownBy(() -> encoder.jpeg(frame, Box.FRAME, 64, 2047)).hasMessageContaining("but is 2047");
    }

    private static BufferedImage image(byte[] jpeg) throws Exception {
        assertThat(new String(jpeg, 6, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("JFIF");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        if (image == null) {
            throw new DecodeException("no picture");
        }
        return image;
    }
}
