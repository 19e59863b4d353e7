package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.TrackerSettings;
import io.vedette.vision.Assignment;
import java.util.Arrays;
import java.util.List;

/** What one look saw, in pixels: the strong detections and the weak ones. Confined to one lane. */
final class Seen {

    /** More objects than a look can mean; of a longer list the first are taken. */
    static final int MOST = 1000;

    /** The reference's floor; weaker detections are left out. */
    private static final double FLOOR = 0.1;

    /** A box reaches no further than so many frames beyond the frame. */
    private static final double FURTHEST = 4;

    private static final double SMALLEST_PX = 1;

    private List<Detection> detections = List.of();
    private double[] corners = new double[4 * 64];
    private Family[] families = new Family[64];
    private final Picked strong = new Picked();
    private final Picked weak = new Picked();

    void read(List<Detection> all, PictureSize size, TrackerSettings settings, Families known) {
        detections = all;
        int count = Math.min(MOST, all.size());
        if (families.length < count) {
            families = new Family[count * 2];
            corners = new double[4 * families.length];
        }
        strong.clear(count);
        weak.clear(count);
        for (int i = 0; i < count; i++) {
            Detection detection = all.get(i);
            families[i] = known.of(detection.label());
            place(detection.box(), size.widthPx(), size.heightPx(), corners, 4 * i);
            if (detection.score() >= settings.highScore()) {
                strong.add(i);
            } else if (detection.score() >= FLOOR) {
                weak.add(i);
            }
        }
    }

    /** A box in pixels: at least one wide and high, and not absurdly far from the frame. */
    static void place(Box box, int widthPx, int heightPx, double[] into, int at) {
        into[at] = near(box.x()) * widthPx;
        into[at + 1] = near(box.y()) * heightPx;
        into[at + 2] = Math.max(into[at] + SMALLEST_PX, near(box.right()) * widthPx);
        into[at + 3] = Math.max(into[at + 1] + SMALLEST_PX, near(box.bottom()) * heightPx);
    }

    private static double near(double fraction) {
        return Math.min(1 + FURTHEST, Math.max(-FURTHEST, fraction));
    }

    /** Lets go of the look's answer. */
    void forget() {
        detections = List.of();
    }

    /** Those from the high score on. */
    Picked strong() {
        return strong;
    }

    Picked weak() {
        return weak;
    }

    Detection detection(int i) {
        return detections.get(i);
    }

    /** Left, top, right, bottom of all, four numbers each; borrowed. */
    double[] corners() {
        return corners;
    }

    Family family(int i) {
        return families[i];
    }

    /** Some of the detections, by their place in the answer. Confined to one lane. */
    static final class Picked {
        private int[] items = new int[64];
        private int count;

        void clear(int capacity) {
            count = 0;
            if (items.length < capacity) {
                items = Arrays.copyOf(items, capacity * 2);
            }
        }

        void add(int item) {
            items[count++] = item;
        }

        int size() {
            return count;
        }

        int get(int i) {
            return items[i];
        }

        /** Keeps those that were not paired. */
        void keepUnpaired(Assignment pairs) {
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (pairs.rowOf(i) < 0) {
                    items[kept++] = items[i];
                }
            }
            count = kept;
        }
    }
}
