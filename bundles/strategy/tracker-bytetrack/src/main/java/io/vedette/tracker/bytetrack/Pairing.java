package io.vedette.tracker.bytetrack;

import io.vedette.vision.Assignment;
import io.vedette.vision.Iou;
import java.util.List;

/** Pairs tracks with detections of their family by how much their boxes overlap. Confined to one lane. */
final class Pairing {

    private final Assignment assignment = new Assignment();
    private final double[] expected = new double[4];
    private final double[] other = new double[4];

    /**
     * The cheapest pairs. A pair costs 1 - overlap of the expected box and the detection's; with {@code byScore} ("score
     * fusion") the overlap counts as much as the detection's score.
     */
    Assignment pair(List<Tracklet> tracks, Seen seen, Seen.Picked picked, boolean byScore, double limit) {
        assignment.begin(tracks.size(), picked.size(), limit);
        for (int row = 0; row < tracks.size(); row++) {
            Tracklet track = tracks.get(row);
            track.filter.corners(expected, 0);
            for (int column = 0; column < picked.size(); column++) {
                int item = picked.get(column);
                double overlap = Iou.ofPixels(expected, 0, seen.corners(), 4 * item);
                if (overlap > 0 && track.family().sameAs(seen.family(item))) {
                    double alike = byScore ? overlap * seen.detection(item).score() : overlap;
                    assignment.offer(row, column, 1 - alike);
                }
            }
        }
        assignment.solve();
        return assignment;
    }

    /** How much two tracks of one family overlap, 0 to 1; 0 for those of different families. */
    double overlap(Tracklet a, Tracklet b) {
        if (!a.family().sameAs(b.family())) {
            return 0;
        }
        a.filter.corners(expected, 0);
        b.filter.corners(other, 0);
        return Iou.ofPixels(expected, 0, other, 0);
    }
}
