package io.vedette.face;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Photos of people who do not exist: a face is a yellowish square of 8x8 light and dark cells, each person's own. */
final class Portraits {
    static final int CELLS = 8;

    private Portraits() {}

    /** An empty photo. */
    static BufferedImage photo(int width, int height) {
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                photo.setRGB(x, y, 0x808080);
            }
        }
        return photo;
    }

    /** A photo of one face of good quality in the middle. */
    static byte[] of(int person) {
        BufferedImage photo = photo(480, 480);
        // So much noise that no two people's files have bytes in common.
        Random noise = new Random(person);
        for (int i = 0; i < 480 * 480; i++) {
            photo.setRGB(i % 480, i / 480, 0x010101 * (112 + noise.nextInt(32)));
        }
        return jpeg(with(photo, person, 140, 140, 200));
    }

    static BufferedImage with(BufferedImage photo, int person, int x, int y, int size) {
        return with(photo, person, new Rectangle(x, y, size, size), 60);
    }

    /** Draws a face; the contrast, 0 to 60, is its quality. */
    static BufferedImage with(BufferedImage photo, int person, Rectangle face, int contrast) {
        int size = face.width;
        Random traits = new Random(person * 7919L);
        boolean[] light = new boolean[CELLS * CELLS];
        for (int i = 0; i < light.length; i++) {
            light[i] = traits.nextBoolean();
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int cell = row * CELLS / size * CELLS + column * CELLS / size;
                int grey = 128 + (light[cell] ? contrast : -contrast);
                photo.setRGB(face.x + column, face.y + row, new Color(grey + 40, grey + 20, grey - 60).getRGB());
            }
        }
        return photo;
    }

    static byte[] jpeg(BufferedImage photo) {
        return file(photo, "jpg");
    }

    static byte[] file(BufferedImage photo, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(photo, format, bytes)) {
                throw new IllegalArgumentException("no writer of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
