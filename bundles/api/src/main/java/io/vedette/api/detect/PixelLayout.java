package io.vedette.api.detect;

/**
 * How a detector wants the samples of a region: 8 bit, full-range RGB. Immutable.
 *
 * @param widthPx columns of the target, 1 to 8192
 * @param heightPx rows of the target, 1 to 8192
 * @param order which colour comes first
 * @param arrangement planar (three planes one after another) or packed (three samples per pixel)
 * @param fit how a region of another shape is fitted in
 * @param pad the value of all samples that the region does not cover, 0 to 255
 */
public record PixelLayout(int widthPx, int heightPx, Order order, Arrangement arrangement, Fit fit, int pad) {

    /** Order of the colours. */
    public enum Order {
        RGB,
        BGR
    }

    /** Arrangement of the samples. */
    public enum Arrangement {
        /** {@code [3][height][width]}. */
        PLANAR,
        /** {@code [height][width][3]}. */
        PACKED
    }

    /** What happens to the region's shape. */
    public enum Fit {
        /** Width and height are scaled apart; nothing is padded. */
        STRETCH,
        /** Scaled as one, at the target's top-left corner, padded right or below. */
        TOP_LEFT,
        /** Scaled as one, in the target's middle, padded around. */
        CENTER
    }

    public PixelLayout {
        if (widthPx < 1 || widthPx > 8192 || heightPx < 1 || heightPx > 8192) {
            throw new IllegalArgumentException("layout must be 1 to 8192 pixels, but is " + widthPx + "x" + heightPx);
        }
        if (pad < 0 || pad > 255) {
            throw new IllegalArgumentException("pad must be 0 to 255, but is " + pad);
        }
    }

    /** Bytes that a target buffer must have. */
    public int bytes() {
        return 3 * widthPx * heightPx;
    }
}
