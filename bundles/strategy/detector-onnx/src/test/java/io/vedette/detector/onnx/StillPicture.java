package io.vedette.detector.onnx;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.detect.PixelLayout.Fit;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.detect.Placement;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A picture in packed RGB that can be looked at: scaled bilinearly between sample centres, as OpenCV's {@code INTER_LINEAR} does.
 *
 * @param rgb three bytes for each sample
 */
@SuppressWarnings("ArrayRecordComponent")
record StillPicture(int widthPx, int heightPx, byte[] rgb) {

    static StillPicture read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new StillPicture(image.getWidth(), image.getHeight(), rgb);
    }

    static StillPicture grey(int widthPx, int heightPx) {
        byte[] rgb = new byte[3 * widthPx * heightPx];
        java.util.Arrays.fill(rgb, (byte) 114);
        return new StillPicture(widthPx, heightPx, rgb);
    }

    Look look(double leastScore) {
        return look(Box.FRAME, leastScore);
    }

    Look look(Box region, double leastScore) {
        return new PictureLook(this, region, leastScore);
    }

    private record PictureLook(StillPicture picture, Box region, double leastScore) implements Look {

        @Override
        public int frameWidthPx() {
            return picture.widthPx;
        }

        @Override
        public int frameHeightPx() {
            return picture.heightPx;
        }

        @Override
        public Placement read(Box part, PixelLayout layout, ByteBuffer target) {
            return picture.scaled(part, layout, target);
        }
    }

    private Placement scaled(Box part, PixelLayout layout, ByteBuffer target) {
        int x = (int) Math.round(part.x() * widthPx);
        int y = (int) Math.round(part.y() * heightPx);
        int w = (int) Math.round(part.right() * widthPx) - x;
        int h = (int) Math.round(part.bottom() * heightPx) - y;
        double scale = Math.min((double) layout.widthPx() / w, (double) layout.heightPx() / h);
        int width = layout.fit() == Fit.STRETCH ? layout.widthPx() : (int) (w * scale);
        int height = layout.fit() == Fit.STRETCH ? layout.heightPx() : (int) (h * scale);
        int left = layout.fit() == Fit.CENTER ? (layout.widthPx() - width) / 2 : 0;
        int top = layout.fit() == Fit.CENTER ? (layout.heightPx() - height) / 2 : 0;
        for (int i = 0; i < layout.bytes(); i++) {
            target.put(target.position() + i, (byte) layout.pad());
        }
        for (int row = 0; row < height; row++) {
            double sourceY = y + clamp((row + 0.5) * h / height - 0.5, h - 1);
            for (int column = 0; column < width; column++) {
                double sourceX = x + clamp((column + 0.5) * w / width - 0.5, w - 1);
                int pixel = (top + row) * layout.widthPx() + left + column;
                for (int channel = 0; channel < 3; channel++) {
                    int place = layout.order() == Order.RGB ? channel : 2 - channel;
                    int at = layout.arrangement() == Arrangement.PLANAR
                            ? place * layout.widthPx() * layout.heightPx() + pixel
                            : 3 * pixel + place;
                    target.put(target.position() + at, (byte) Math.round(sample(sourceX, sourceY, channel)));
                }
            }
        }
        Box region = new Box((double) x / widthPx, (double) y / heightPx, (double) w / widthPx, (double) h / heightPx);
        return new Placement(region, left, top, width, height);
    }

    private static double clamp(double value, double most) {
        return Math.max(0, Math.min(most, value));
    }

    private double sample(double x, double y, int channel) {
        int x0 = (int) x;
        int y0 = (int) y;
        int x1 = Math.min(widthPx - 1, x0 + 1);
        int y1 = Math.min(heightPx - 1, y0 + 1);
        double fx = x - x0;
        double fy = y - y0;
        double upper = (1 - fx) * at(x0, y0, channel) + fx * at(x1, y0, channel);
        double lower = (1 - fx) * at(x0, y1, channel) + fx * at(x1, y1, channel);
        return (1 - fy) * upper + fy * lower;
    }

    private int at(int x, int y, int channel) {
        return rgb[3 * (y * widthPx + x) + channel] & 0xff;
    }
}
