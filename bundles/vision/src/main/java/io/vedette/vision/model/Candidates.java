package io.vedette.vision.model;

import io.vedette.api.Box;
import io.vedette.api.Polygon;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a model proposes in one run, in pixels of its input, kept in arrays that grow once: objects are made only of what remains
 * after greedy non-maximum suppression (of overlapping proposals of a class, the best stays). Confined to one run.
 */
public final class Candidates {

    /** More than this are never told; COCO's own limit for a picture is 100. */
    public static final int MOST = 300;

    private static final int CORNERS = 4;
    /** Room for rounding in a model's last layer. */
    private static final double SCORE_ABOVE_ONE = 1.01;

    private final int pointsEach;
    private float[] corners = new float[CORNERS * 256];
    private float[] points;
    private int[] classes = new int[256];
    private long[] order = new long[256];
    private final int[] kept = new int[MOST];
    private double least;
    private int size;

    /** @param pointsEach how many landmarks each has */
    public Candidates(int pointsEach) {
        this.pointsEach = pointsEach;
        this.points = new float[2 * pointsEach * 256];
    }

    /** Forgets all. */
    public void begin(double leastScore) {
        least = leastScore;
        size = 0;
    }

    /** What is weaker is not wanted. */
    public double least() {
        return least;
    }

    /**
     * Takes a proposal of that score and class, unless it is too weak; where it lies is to be said next.
     *
     * @return its number, or -1 where it is too weak
     * @throws DetectorException no working model gives such a score
     */
    public int add(double score, int category) throws DetectorException {
        if (score < least) {
            return -1;
        }
        if (!(score <= SCORE_ABOVE_ONE)) {
            throw new DetectorException("the model answered with nonsense: a score of " + score);
        }
        if (size == classes.length) {
            grow();
        }
        classes[size] = category;
        // Sorts by score, then by arrival; scores are not negative, so their bits sort as they do.
        order[size] = (long) Float.floatToRawIntBits((float) Math.min(1, score)) << 32 | Integer.MAX_VALUE - size;
        return size++;
    }

    /**
     * Places a proposal by its corners, in pixels.
     *
     * @throws DetectorException no working model gives such a box
     */
    public void corners(int candidate, double left, double top, double right, double bottom) throws DetectorException {
        if (!Double.isFinite(left + top + right + bottom)) {
            throw new DetectorException(
                    "the model answered with nonsense: a box from " + left + "," + top + " to " + right + "," + bottom);
        }
        int at = CORNERS * candidate;
        corners[at] = (float) left;
        corners[at + 1] = (float) top;
        corners[at + 2] = (float) right;
        corners[at + 3] = (float) bottom;
    }

    /** Places a proposal by its centre and size, in pixels; otherwise as {@link #corners}. */
    public void centre(int candidate, double x, double y, double width, double height) throws DetectorException {
        corners(candidate, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }

    /** Sets a landmark of a proposal, in pixels. */
    public void point(int candidate, int index, double x, double y) {
        int at = 2 * (pointsEach * candidate + index);
        points[at] = (float) x;
        points[at + 1] = (float) y;
    }

    private void grow() {
        corners = Arrays.copyOf(corners, 2 * corners.length);
        points = Arrays.copyOf(points, 2 * points.length);
        classes = Arrays.copyOf(classes, 2 * classes.length);
        order = Arrays.copyOf(order, 2 * order.length);
    }

    /** The detections that remain, best score first. */
    public List<Detection> detections(List<String> labels, Placement placement, double iouThreshold) {
        Arrays.sort(order, 0, size);
        int count = 0;
        for (int i = size - 1; i >= 0 && count < MOST; i--) {
            int candidate = Integer.MAX_VALUE - (int) order[i];
            if (!suppressed(candidate, count, iouThreshold)) {
                kept[count++] = candidate;
                order[size - count] = order[i];
            }
        }
        List<Detection> detections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Box box = box(kept[i], placement);
            if (box.clipped().area() > 0) {
                double score = Math.max(least, Float.intBitsToFloat((int) (order[size - 1 - i] >>> 32)));
                detections.add(new Detection(labels.get(classes[kept[i]]), score, box, landmarks(kept[i], placement)));
            }
        }
        return detections;
    }

    private boolean suppressed(int candidate, int count, double iouThreshold) {
        for (int i = 0; i < count; i++) {
            if (classes[kept[i]] == classes[candidate] && overlap(kept[i], candidate) > iouThreshold) {
                return true;
            }
        }
        return false;
    }

    private double overlap(int one, int other) {
        int a = CORNERS * one;
        int b = CORNERS * other;
        double width = Math.min(corners[a + 2], corners[b + 2]) - Math.max(corners[a], corners[b]);
        double height = Math.min(corners[a + 3], corners[b + 3]) - Math.max(corners[a + 1], corners[b + 1]);
        if (!(width > 0 && height > 0)) {
            return 0;
        }
        double shared = width * height;
        return shared / (area(a) + area(b) - shared);
    }

    private double area(int at) {
        return (double) (corners[at + 2] - corners[at]) * (corners[at + 3] - corners[at + 1]);
    }

    private Box box(int candidate, Placement placement) {
        int at = CORNERS * candidate;
        return placement.toFrame(corners[at], corners[at + 1], corners[at + 2], corners[at + 3]);
    }

    private Map<String, Object> landmarks(int candidate, Placement placement) {
        if (pointsEach == 0) {
            return Map.of();
        }
        List<Polygon.Point> list = new ArrayList<>(pointsEach);
        for (int i = 0; i < pointsEach; i++) {
            int at = 2 * (pointsEach * candidate + i);
            list.add(new Polygon.Point(
                    inFrame(placement.frameX(points[at])), inFrame(placement.frameY(points[at + 1]))));
        }
        return Map.of("landmarks", List.copyOf(list));
    }

    private static double inFrame(double fraction) {
        return Math.min(1, Math.max(0, fraction));
    }
}
