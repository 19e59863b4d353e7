package io.vedette.vision;

import io.vedette.api.detect.Detection;
import java.util.ArrayList;
import java.util.List;

/** Greedy non-maximum suppression: of detections that overlap, the best stays. Immutable. */
public final class Nms {

    private Nms() {}

    /**
     * Keeps a detection unless a kept one of the same label overlaps it by more than the threshold.
     *
     * @param detections in any order; equal scores keep their order
     * @param iouThreshold 0 to 1; the usual is 0.45
     * @return what is kept, best score first; the caller's own
     */
    public static List<Detection> perLabel(List<Detection> detections, double iouThreshold) {
        return suppress(detections, iouThreshold, true);
    }

    /** As {@link #perLabel}, but a detection is also suppressed by one of another label. */
    public static List<Detection> acrossLabels(List<Detection> detections, double iouThreshold) {
        return suppress(detections, iouThreshold, false);
    }

    private static List<Detection> suppress(List<Detection> detections, double iouThreshold, boolean perLabel) {
        List<Detection> byScore = new ArrayList<>(detections);
        byScore.sort(Detection.BY_SCORE);
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : byScore) {
            if (!suppressed(candidate, kept, iouThreshold, perLabel)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static boolean suppressed(
            Detection candidate, List<Detection> kept, double iouThreshold, boolean perLabel) {
        for (int i = 0; i < kept.size(); i++) {
            Detection better = kept.get(i);
            if ((!perLabel || better.label().equals(candidate.label()))
                    && Iou.of(better.box(), candidate.box()) > iouThreshold) {
                return true;
            }
        }
        return false;
    }
}
