package io.vedette.testkit.picture;

import io.vedette.api.Box;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.detect.PixelLayout.Fit;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.detect.Placement;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A picture in memory: read from a file, or painted. Immutable. */
public final class StillPicture {

    private static final int CHANNELS = 3;
    private static final byte GREY = 114;

    private final int widthPx;
    private final int heightPx;
    /** Red, green, blue of each sample, row by row. */
    private final byte[] rgb;

    private StillPicture(int widthPx, int heightPx, byte[] rgb) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.rgb = rgb;
    }

    /**
     * A picture of a file that Java can read: PNG, JPEG, BMP, GIF.
     *
     * @throws IOException there is no such picture
     */
    public static StillPicture read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException("no picture that Java can read: " + file);
        }
        return of(image);
    }

    /** A copy of a picture. */
    public static StillPicture of(BufferedImage image) {
        int width = image.getWidth();
        byte[] rgb = new byte[CHANNELS * width * image.getHeight()];
        int[] argb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        for (int i = 0; i < argb.length; i++) {
            paint(rgb, i, argb[i]);
        }
        return new StillPicture(width, image.getHeight(), rgb);
    }

    /**
     * A picture of samples in memory, such as a decoder writes them.
     *
     * @param rgb red, green, blue of each sample, row by row; copied
     */
    public static StillPicture of(int widthPx, int heightPx, byte[] rgb) {
        if (rgb.length != CHANNELS * widthPx * heightPx) {
            throw new IllegalArgumentException(widthPx + "x" + heightPx + " pixels need "
                    + CHANNELS * widthPx * heightPx + " bytes, but there are " + rgb.length);
        }
        return new StillPicture(widthPx, heightPx, rgb.clone());
    }

    /** Grey all over. */
    public static StillPicture grey(int widthPx, int heightPx) {
        byte[] rgb = new byte[CHANNELS * widthPx * heightPx];
        Arrays.fill(rgb, GREY);
        return new StillPicture(widthPx, heightPx, rgb);
    }

    /**
     * This picture with a rectangle painted over it.
     *
     * @param place fractions of the picture
     * @param colour {@code 0xRRGGBB}
     */
    public StillPicture with(Box place, int colour) {
        byte[] painted = rgb.clone();
        int right = Math.min(widthPx, (int) Math.round(place.right() * widthPx));
        int bottom = Math.min(heightPx, (int) Math.round(place.bottom() * heightPx));
        for (int y = Math.max(0, (int) Math.round(place.y() * heightPx)); y < bottom; y++) {
            for (int x = Math.max(0, (int) Math.round(place.x() * widthPx)); x < right; x++) {
                paint(painted, y * widthPx + x, colour);
            }
        }
        return new StillPicture(widthPx, heightPx, painted);
    }

    private static void paint(byte[] rgb, int sample, int colour) {
        rgb[CHANNELS * sample] = (byte) (colour >> 16);
        rgb[CHANNELS * sample + 1] = (byte) (colour >> 8);
        rgb[CHANNELS * sample + 2] = (byte) colour;
    }

    /** This picture as the right lower quarter of one twice as wide and high, and otherwise grey. */
    public StillPicture inACorner() {
        StillPicture large = grey(2 * widthPx, 2 * heightPx);
        for (int y = 0; y < heightPx; y++) {
            int to = CHANNELS * ((heightPx + y) * large.widthPx + widthPx);
            System.arraycopy(rgb, CHANNELS * y * widthPx, large.rgb, to, CHANNELS * widthPx);
        }
        return large;
    }

    public int widthPx() {
        return widthPx;
    }

    public int heightPx() {
        return heightPx;
    }

    /** A look at all of it. */
    public PictureLook look(double leastScore) {
        return look(Box.FRAME, leastScore);
    }

    /** A look at a part of it. */
    public PictureLook look(Box region, double leastScore) {
        return new PictureLook(this, region, leastScore);
    }

    /** Scales bilinearly between sample centres, as OpenCV's {@code INTER_LINEAR} does. */
    Placement read(Box part, PixelLayout layout, ByteBuffer target) {
        if (!target.isDirect() || target.remaining() < layout.bytes()) {
            throw new IllegalArgumentException(
                    "the target must be direct and have " + layout.bytes() + " bytes from its position on, but "
                            + (target.isDirect() ? "has " + target.remaining() : "is not direct"));
        }
        int x = (int) clamp(Math.rint(part.x() * widthPx), widthPx - 1);
        int y = (int) clamp(Math.rint(part.y() * heightPx), heightPx - 1);
        int w = Math.max(1, (int) clamp(Math.rint(part.right() * widthPx), widthPx) - x);
        int h = Math.max(1, (int) clamp(Math.rint(part.bottom() * heightPx), heightPx) - y);
        Box region = new Box((double) x / widthPx, (double) y / heightPx, (double) w / widthPx, (double) h / heightPx);
        Placement placement = placement(region, w, h, layout);
        for (int i = 0; i < layout.bytes(); i++) {
            target.put(target.position() + i, (byte) layout.pad());
        }
        for (int row = 0; row < placement.height(); row++) {
            double sourceY = y + clamp((row + 0.5) * h / placement.height() - 0.5, h - 1);
            for (int column = 0; column < placement.width(); column++) {
                double sourceX = x + clamp((column + 0.5) * w / placement.width() - 0.5, w - 1);
                int pixel = (placement.top() + row) * layout.widthPx() + placement.left() + column;
                write(sourceX, sourceY, pixel, layout, target);
            }
        }
        return placement;
    }

    private static Placement placement(Box region, int w, int h, PixelLayout layout) {
        if (layout.fit() == Fit.STRETCH) {
            return new Placement(region, 0, 0, layout.widthPx(), layout.heightPx());
        }
        double scale = Math.min((double) layout.widthPx() / w, (double) layout.heightPx() / h);
        int width = Math.max(1, (int) (w * scale));
        int height = Math.max(1, (int) (h * scale));
        int left = layout.fit() == Fit.CENTER ? (layout.widthPx() - width) / 2 : 0;
        int top = layout.fit() == Fit.CENTER ? (layout.heightPx() - height) / 2 : 0;
        return new Placement(region, left, top, width, height);
    }

    private void write(double x, double y, int pixel, PixelLayout layout, ByteBuffer target) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            int place = layout.order() == Order.RGB ? channel : 2 - channel;
            int at = layout.arrangement() == Arrangement.PLANAR
                    ? place * layout.widthPx() * layout.heightPx() + pixel
                    : CHANNELS * pixel + place;
            target.put(target.position() + at, (byte) Math.round(sample(x, y, channel)));
        }
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
        return rgb[CHANNELS * (y * widthPx + x) + channel] & 0xff;
    }
}
