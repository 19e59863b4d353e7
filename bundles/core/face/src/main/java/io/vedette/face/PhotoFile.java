package io.vedette.face;

import io.vedette.api.face.FaceException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads pictures that people send: JPEG, PNG, BMP and GIF, whatever is in them. What a file claims is checked before any memory
 * is given to it.
 */
final class PhotoFile {
    private static final int MOST_BYTES = 20_000_000;
    private static final long MOST_PIXELS = 50_000_000;
    /** So many pixels are decoded at most; of a larger picture every second, third … column and row. */
    private static final long DECODED_PIXELS = 16_000_000;

    private static final int LONGEST_PX = 1600;
    private static final int SHORTEST_PX = 32;

    private PhotoFile() {}

    /**
     * The picture, upright, opaque, at most 1600 pixels wide and high.
     *
     * @throws FaceException it is none, or too large; one line for people
     */
    static BufferedImage read(byte[] file) throws FaceException {
        if (file.length > MOST_BYTES) {
            throw new FaceException("The file has " + file.length + " bytes; at most " + MOST_BYTES + " are taken");
        }
        String format = format(file);
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new FaceException("This Java has no reader of " + format + " files");
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            BufferedImage decoded = decoded(reader, format);
            return Upright.of(opaque(decoded), format.equals("JPEG") ? ExifOrientation.of(file) : 1);
        } catch (IOException e) {
            throw new FaceException(reason(e, format), e);
            // plug-in edge: on
            // The readers answer some broken files so: index out of bounds, negative size, bad argument.
        } catch (RuntimeException e) {
            // plug-in edge: off
            throw new FaceException(broken(format), e);
        } finally {
            reader.dispose();
        }
    }

    private static String reason(IOException e, String format) {
        if (String.valueOf(e.getMessage()).contains("Unsupported Image Type")) {
            return "The picture's colours are not RGB or grey, but perhaps CMYK; save it as RGB";
        }
        return broken(format);
    }

    private static String broken(String format) {
        return "The " + format + " file is damaged or cut off";
    }

    private static String format(byte[] file) throws FaceException {
        if (starts(file, 0xff, 0xd8, 0xff)) {
            return "JPEG";
        }
        if (starts(file, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return "PNG";
        }
        if (starts(file, 'G', 'I', 'F', '8')) {
            return "GIF";
        }
        if (starts(file, 'B', 'M')) {
            return "BMP";
        }
        throw new FaceException("The file is not a picture that can be read; a JPEG, PNG, BMP or GIF would do");
    }

    private static boolean starts(byte[] file, int... with) {
        if (file.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((file[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage decoded(ImageReader reader, String format) throws IOException, FaceException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < SHORTEST_PX || height < SHORTEST_PX) {
            throw new FaceException("The picture has " + width + "x" + height + " pixels; at least " + SHORTEST_PX + "x"
                    + SHORTEST_PX + " are needed");
        }
        if ((long) width * height > MOST_PIXELS) {
            throw new FaceException(
                    "The picture has " + width + "x" + height + " pixels; at most 50 megapixels are taken");
        }
        int step = 1;
        while ((long) width * height / step / step > DECODED_PIXELS) {
            step++;
        }
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        boolean[] cutOff = new boolean[1];
        reader.addIIOReadWarningListener((source, warning) -> cutOff[0] |= warning.contains("premature end"));
        BufferedImage decoded = reader.read(0, how);
        if (cutOff[0]) {
            throw new FaceException(broken(format));
        }
        return decoded;
    }

    private static BufferedImage opaque(BufferedImage decoded) {
        double scale = Math.min(1, (double) LONGEST_PX / Math.max(decoded.getWidth(), decoded.getHeight()));
        return scaled(decoded, Math.max(1, (int) Math.round(decoded.getWidth() * scale)), Math.max(1, (int)
                Math.round(decoded.getHeight() * scale)));
    }

    /** A picture in RGB on white, scaled down by halves so that no pixel is left out. */
    static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage now = picture;
        do {
            now = drawn(now, Math.max(width, now.getWidth() / 2), Math.max(height, now.getHeight() / 2));
        } while (now.getWidth() > width || now.getHeight() > height);
        return now;
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = drawn.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        canvas.dispose();
        return drawn;
    }
}
