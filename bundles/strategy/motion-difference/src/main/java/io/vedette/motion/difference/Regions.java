package io.vedette.motion.difference;

import io.vedette.api.Box;
import io.vedette.api.motion.Motion;
import java.util.ArrayList;
import java.util.List;

/** Makes the answer from the reported blobs: boxes with a margin, joined where they nearly touch. Confined to one lane. */
final class Regions {

    private static final int MOST = 16;
    /** Cells between two blobs that are taken for one thing. */
    private static final int GAP = 3;

    private final Blobs blobs;
    private final CellGrid grid;

    Regions(Blobs blobs, CellGrid grid) {
        this.blobs = blobs;
        this.grid = grid;
    }

    Motion motion() {
        int cells = 0;
        int doubtful = 0;
        for (int i = 0; i < blobs.count(); i++) {
            cells += blobs.get(i).reported ? blobs.get(i).cells : 0;
            doubtful += blobs.get(i).doubtful ? blobs.get(i).cells : 0;
        }
        if (cells == 0) {
            return doubtful == 0
                    ? Motion.NONE
                    : new Motion(Motion.State.READY, List.of(), (double) doubtful / grid.size);
        }
        join();
        List<Box> boxes = new ArrayList<>(2);
        for (int i = 0; i < blobs.count(); i++) {
            if (blobs.get(i).reported) {
                boxes.add(box(blobs.get(i)));
            }
        }
        boxes.sort((a, b) -> Double.compare(b.area(), a.area()));
        List<Box> largest = boxes.size() > MOST ? boxes.subList(0, MOST) : boxes;
        return new Motion(Motion.State.READY, largest, (double) cells / grid.size);
    }

    /** Joins near boxes until none are left; the joined one stands in the first blob, the other is reported no more. */
    private void join() {
        boolean joined = true;
        while (joined) {
            joined = false;
            for (int i = 0; i < blobs.count(); i++) {
                joined |= blobs.get(i).reported && swallow(i);
            }
        }
    }

    private boolean swallow(int i) {
        Blob blob = blobs.get(i);
        boolean joined = false;
        for (int j = i + 1; j < blobs.count(); j++) {
            Blob other = blobs.get(j);
            if (other.reported && blob.near(other, GAP)) {
                blob.left = Math.min(blob.left, other.left);
                blob.top = Math.min(blob.top, other.top);
                blob.right = Math.max(blob.right, other.right);
                blob.bottom = Math.max(blob.bottom, other.bottom);
                other.reported = false;
                joined = true;
            }
        }
        return joined;
    }

    private Box box(Blob blob) {
        double across = (double) grid.sidePx / grid.widthPx;
        double down = (double) grid.sidePx / grid.heightPx;
        double marginX = 1 + 0.05 * (blob.right + 1 - blob.left);
        double marginY = 1 + 0.05 * (blob.bottom + 1 - blob.top);
        return Box.ofCorners(
                Math.max(0, (blob.left - marginX) * across),
                Math.max(0, (blob.top - marginY) * down),
                Math.min(1, (blob.right + 1 + marginX) * across),
                Math.min(1, (blob.bottom + 1 + marginY) * down));
    }
}
