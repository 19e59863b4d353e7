package io.vedette.vision;

import io.vedette.api.Box;

/** Intersection over union of two boxes, 0 (apart) to 1 (the same). Immutable. */
public final class Iou {

    private Iou() {}

    /** Of boxes in fractions of the frame; two boxes without any area share nothing. */
    public static double of(Box a, Box b) {
        double shared = a.intersection(b);
        return shared > 0 ? shared / (a.area() + b.area() - shared) : 0;
    }

    /**
     * Of boxes whose corners are inclusive pixels: a box from 3 to 3 is one pixel wide.
     *
     * <p>The convention of Fast R-CNN's {@code bbox_overlaps}, which ByteTrack's reference uses.
     *
     * @param a holds left, top, right, bottom from {@code aAt}, pixels
     * @param b holds left, top, right, bottom from {@code bAt}, pixels
     */
    public static double ofPixels(double[] a, int aAt, double[] b, int bAt) {
        double width = Math.min(a[aAt + 2], b[bAt + 2]) - Math.max(a[aAt], b[bAt]) + 1;
        if (!(width > 0)) {
            return 0;
        }
        double height = Math.min(a[aAt + 3], b[bAt + 3]) - Math.max(a[aAt + 1], b[bAt + 1]) + 1;
        if (!(height > 0)) {
            return 0;
        }
        double shared = width * height;
        double both = areaPx(a, aAt) + areaPx(b, bAt) - shared;
        return both > 0 ? shared / both : 0;
    }

    private static double areaPx(double[] box, int at) {
        return (box[at + 2] - box[at] + 1) * (box[at + 3] - box[at + 1] + 1);
    }
}
