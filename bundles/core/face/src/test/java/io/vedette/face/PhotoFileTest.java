package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.face.FaceException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoFileTest {
    private static final int RED = 0xff0000;

    /** Grey with a red left upper quarter. */
    private static BufferedImage marked(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, x < width / 2 && y < height / 2 ? 0xff000000 | RED : 0xff808080);
            }
        }
        return picture;
    }

    private static boolean isRed(BufferedImage picture, double x, double y) {
        int rgb = picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight()));
        return ((rgb >> 16) & 0xff) > 200 && (rgb & 0xff) < 90;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp", "gif"})
    void readsWhatPeopleSend(String format) throws Exception {
        BufferedImage read = PhotoFile.read(Portraits.file(marked(200, 120, BufferedImage.TYPE_INT_RGB), format));
        assertThat(read.getWidth()).isEqualTo(200);
        assertThat(read.getHeight()).isEqualTo(120);
        assertThat(isRed(read, 0.2, 0.2)).isTrue();
        assertThat(isRed(read, 0.8, 0.8)).isFalse();
    }

    @Test
    void readsGreyAndTransparentPicturesOnWhite() throws Exception {
        BufferedImage grey = PhotoFile.read(Portraits.file(marked(64, 64, BufferedImage.TYPE_BYTE_GRAY), "jpg"));
        assertThat(grey.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        BufferedImage clear = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        assertThat(PhotoFile.read(Portraits.file(clear, "png")).getRGB(30, 30) & 0xffffff)
                .isEqualTo(0xffffff);
    }

    @Test
    void scalesLargePicturesDown() throws Exception {
        byte[] large = Portraits.file(marked(5000, 4000, BufferedImage.TYPE_INT_RGB), "jpg");
        BufferedImage read = PhotoFile.read(large);
        assertThat(read.getWidth()).isEqualTo(1600);
        assertThat(read.getHeight()).isEqualTo(1280);
        assertThat(isRed(read, 0.45, 0.45)).isTrue();
        assertThat(isRed(read, 0.55, 0.55)).isFalse();
    }

    /** Where the red quarter is to be seen once the picture is upright. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.25, 0.25", "2, 0.75, 0.25", "3, 0.75, 0.75", "4, 0.25, 0.75",
        "5, 0.25, 0.25", "6, 0.75, 0.25", "7, 0.75, 0.75", "8, 0.25, 0.75"
    })
    void turnsPicturesTheRightWayUp(int orientation, double x, double y) throws Exception {
        byte[] jpeg = Portraits.file(marked(200, 120, BufferedImage.TYPE_INT_RGB), "jpg");
        BufferedImage read = PhotoFile.read(withOrientation(jpeg, orientation, false));
        assertThat(read.getWidth()).isEqualTo(orientation >= 5 ? 120 : 200);
        assertThat(isRed(read, x, y)).isTrue();
        assertThat(isRed(read, 1 - x, 1 - y)).isFalse();
        assertThat(ExifOrientation.of(withOrientation(jpeg, orientation, true))).isEqualTo(orientation);
    }

    private static byte[] withOrientation(byte[] jpeg, int orientation, boolean littleEndian) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        if (littleEndian) {
            exif.put(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte) orientation, 0});
        } else {
            exif.put(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation});
        }
        return inserted(jpeg, exif.array());
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        byte[] jpeg = Portraits.of(1);
        byte[] png = Portraits.file(Portraits.photo(200, 200), "png");
        assertRefused(new byte[0], "not a picture");
        assertRefused("<svg>hello</svg>".getBytes(StandardCharsets.US_ASCII), "not a picture");
        assertRefused(new byte[20_000_001], "20000001 bytes");
        assertRefused(Arrays.copyOf(jpeg, jpeg.length / 2), "damaged or cut off");
        assertRefused(Arrays.copyOf(png, png.length / 2), "damaged or cut off");
        assertRefused(Portraits.file(Portraits.photo(20, 20), "png"), "20x20 pixels");
    }

    private static void assertRefused(byte[] file, String why) {
        assertThatThrownBy(() -> PhotoFile.read(file))
                .isInstanceOf(FaceException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    /** A JPEG with a segment behind its first marker. */
    private static byte[] inserted(byte[] jpeg, byte[] segment) {
        return ByteBuffer.allocate(jpeg.length + segment.length)
                .put(jpeg, 0, 2)
                .put(segment)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A header that claims a picture of gigabytes is refused before memory is given to it. */
    @Test
    void givesNoMemoryToAClaim() {
        assertRefused(png(60_000, 60_000, 2, new byte[10]), "60000x60000 pixels");
        assertRefused(png(7_071, 7_071, 6, new byte[10]), "damaged or cut off");
        assertRefused(png(-1, 5, 2, new byte[10]), "damaged or cut off");
    }

    /** A palette picture whose text chunk would grow to a gigabyte. */
    @Test
    void inflatesNoTextBomb() {
        Deflater deflater = new Deflater(9);
        byte[] zeros = new byte[1 << 20];
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(new byte[] {'a', 0, 0});
        byte[] packed = new byte[1 << 16];
        for (int i = 0; i < 1024; i++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                bomb.write(packed, 0, deflater.deflate(packed));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            bomb.write(packed, 0, deflater.deflate(packed));
        }
        deflater.end();
        long before = usedBytes();
        assertRefused(png(64, 64, 3, bomb.toByteArray()), "damaged or cut off");
        assertThat(usedBytes() - before).isLessThan(200L << 20);
    }

    private static long usedBytes() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A PNG with a header, a compressed text, and no samples. */
    private static byte[] png(int width, int height, int colours, byte[] text) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, (byte) colours, 0, 0, 0});
        chunk(file, "IHDR", header.array());
        if (colours == 3) {
            chunk(file, "PLTE", new byte[] {1, 2, 3});
        }
        chunk(file, "zTXt", text);
        chunk(file, "IDAT", new byte[] {0x78, (byte) 0x9c, 0, 0});
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 sum = new CRC32();
        sum.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** 500 files, more than half of them broken: each is a picture or refused in one line, and no thread stays. */
    @Test
    void survivesHostileFiles() throws Exception {
        Random random = new Random(42);
        String[] formats = {"jpg", "png", "bmp", "gif"};
        PhotoFile.read(Portraits.of(1));
        int threads = Thread.activeCount();
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] file = hostile(random, formats[i % formats.length], i % 5);
            try {
                BufferedImage picture = PhotoFile.read(file);
                assertThat(picture.getWidth()).isBetween(1, 1600);
                read++;
            } catch (FaceException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                refused++;
            }
        }
        assertThat(read).isGreaterThanOrEqualTo(100);
        assertThat(refused).isGreaterThanOrEqualTo(150);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
    }

    private static byte[] hostile(Random random, String format, int kind) {
        int width = 32 + random.nextInt(200);
        BufferedImage photo = marked(width, 32 + random.nextInt(200), BufferedImage.TYPE_INT_RGB);
        byte[] file = Portraits.file(photo, format);
        switch (kind) {
            case 0:
                return file;
            case 1:
                return Arrays.copyOf(file, 8 + random.nextInt(file.length - 8));
            case 2:
                for (int i = 0; i < 20; i++) {
                    file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return file;
            case 3:
                // Noise behind a sound beginning.
                for (int i = Math.min(64, file.length / 2); i < file.length; i++) {
                    file[i] = (byte) random.nextInt();
                }
                return file;
            default:
                // In the header most is to be broken.
                for (int i = 0; i < 4; i++) {
                    file[4 + random.nextInt(36)] = (byte) random.nextInt();
                }
                return file;
        }
    }
}
