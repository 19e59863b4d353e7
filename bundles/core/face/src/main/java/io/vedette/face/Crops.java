package io.vedette.face;

import io.vedette.api.Box;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Cuts faces out: with so much around them that another model finds them again, and no more of the picture. */
final class Crops {
    static final int LONGEST_PX = 512;
    private static final double AROUND = 0.5;
    private static final float JPEG_QUALITY = 0.92f;

    private Crops() {}

    /** The part of a picture that is kept of a face: half its size more to each side. */
    static Box part(Box face) {
        double x = face.width() * AROUND;
        double y = face.height() * AROUND;
        return new Box(face.x() - x, face.y() - y, face.width() + 2 * x, face.height() + 2 * y).clipped();
    }

    /** The largest width of a part whose longer side is to be 512 pixels. */
    static int widthPx(Box part, int frameWidthPx, int frameHeightPx) {
        double width = part.width() * frameWidthPx;
        double height = part.height() * frameHeightPx;
        return (int) Math.max(16, Math.min(LONGEST_PX, LONGEST_PX * width / Math.max(1, height)));
    }

    /** A JPEG of a face of a photo. */
    static byte[] jpeg(BufferedImage photo, Box face) throws IOException {
        Box part = part(face);
        int x = Math.min(photo.getWidth() - 1, (int) (part.x() * photo.getWidth()));
        int y = Math.min(photo.getHeight() - 1, (int) (part.y() * photo.getHeight()));
        int width = Math.max(1, Math.min(photo.getWidth() - x, (int) Math.round(part.width() * photo.getWidth())));
        int height = Math.max(1, Math.min(photo.getHeight() - y, (int) Math.round(part.height() * photo.getHeight())));
        return jpeg(scaled(photo.getSubimage(x, y, width, height)));
    }

    private static BufferedImage scaled(BufferedImage crop) {
        int longest = Math.max(crop.getWidth(), crop.getHeight());
        double scale = Math.min(1, (double) LONGEST_PX / longest);
        return PhotoFile.scaled(crop, Math.max(1, (int) Math.round(crop.getWidth() * scale)), Math.max(1, (int)
                Math.round(crop.getHeight() * scale)));
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("JPEG").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(JPEG_QUALITY);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
