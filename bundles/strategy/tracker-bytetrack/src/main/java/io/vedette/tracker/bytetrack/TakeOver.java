package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads tracks that another tracker wrote down. What makes no sense is left out or replaced by what is likely: a hand-over never
 * fails, and no track with an id, a label and a box is dropped. Confined to one lane.
 */
final class TakeOver {

    /** Until looks are measured: five per second, the usual rate of looks. */
    private static final double LIKELY_STEP_NS = 2e8;

    private static final long MOST_IDS = Long.MAX_VALUE / 2;
    private static final double LIKELY_SCORE = 0.5;
    private static final double SMALLEST = 1e-4;
    private static final double FASTEST_PER_SECOND = 4;
    private static final double LONGEST_GAP_S = 1;

    private final List<TrackSnapshot> usable = new ArrayList<>();
    private final int confirmations;
    private long timeNs = Long.MIN_VALUE;
    private double stepNs;
    private long nextId = 1;

    TakeOver(List<TrackSnapshot> snapshots, int confirmations) {
        this.confirmations = confirmations;
        for (TrackSnapshot snapshot : snapshots) {
            if (usable(snapshot)) {
                usable.add(snapshot);
                timeNs = Math.max(timeNs, number(snapshot, HandOver.TIME_NS, snapshot.timeNs()));
                stepNs = Math.max(stepNs, step(snapshot));
                nextId = Math.max(nextId, Math.min(MOST_IDS, number(snapshot, HandOver.NEXT_ID, 1)));
                nextId = Math.max(nextId, snapshot.track().id() + 1);
            }
        }
        if (stepNs == 0) {
            stepNs = LIKELY_STEP_NS;
        }
    }

    private static boolean usable(TrackSnapshot snapshot) {
        return snapshot != null
                && snapshot.box() != null
                && snapshot.track() != null
                && snapshot.track().id() > 0
                && snapshot.track().id() < MOST_IDS
                && snapshot.track().label() != null
                && !snapshot.track().label().isBlank()
                && snapshot.track().state() != null
                && snapshot.track().state() != Track.State.REMOVED;
    }

    List<TrackSnapshot> usable() {
        return usable;
    }

    /** The media time of the other tracker's last look. */
    long timeNs() {
        return timeNs;
    }

    double stepNs() {
        return stepNs;
    }

    long nextId() {
        return nextId;
    }

    /** Fills a track, in fractions of the frame. */
    Tracklet read(TrackSnapshot snapshot, Tracklet track, Families families) {
        Track told = snapshot.track();
        double score = snapshot.score() >= 0 && snapshot.score() <= 1 ? snapshot.score() : LIKELY_SCORE;
        track.start(told.id(), families.of(told.label()), new Detection(told.label(), score, snapshot.box()), 0);
        long least = told.state() == Track.State.TENTATIVE ? 1 : confirmations;
        long looks = Math.max(least, number(snapshot, HandOver.LOOKS, least));
        track.resume(told.state(), Math.max(0, told.unseenNs()), (int) Math.min(Integer.MAX_VALUE / 2, looks));
        track.age(Math.max(0, number(snapshot, HandOver.AGE_NS, 0)), coastedNs(snapshot));
        if (number(snapshot, HandOver.OVERDUE, 0) == 1) {
            track.becomeOverdue();
        }
        readVotes(snapshot, track);
        if (!readFilter(snapshot, track.filter)) {
            guessFilter(snapshot, track.filter);
        }
        return track;
    }

    private long coastedNs(TrackSnapshot snapshot) {
        return Math.max(0, number(snapshot, HandOver.COASTED_NS, (long) (gapSeconds(snapshot) * 1e9)));
    }

    private static void readVotes(TrackSnapshot snapshot, Tracklet track) {
        if (snapshot.attributes().get(HandOver.VOTES) instanceof List<?> votes
                && votes.size() == track.family().members().size()) {
            for (int member = 0; member < votes.size(); member++) {
                if (votes.get(member) instanceof Double weight && weight >= 0 && weight < 1e12) {
                    track.votes(member, weight);
                }
            }
        }
    }

    private boolean readFilter(TrackSnapshot snapshot, BoxFilter filter) {
        if (!(snapshot.attributes().get(HandOver.FILTER) instanceof List<?> numbers)
                || numbers.size() != BoxFilter.STATE) {
            return false;
        }
        for (int i = 0; i < BoxFilter.STATE; i++) {
            filter.number(i, numbers.get(i) instanceof Double number ? number : Double.NaN);
        }
        if (step(snapshot) > 0) {
            filter.restep(stepNs / step(snapshot));
        }
        return filter.sound() && filter.width() > 0 && filter.height() > 0;
    }

    /** From the last box and its velocity, moved on to the common time. */
    private void guessFilter(TrackSnapshot snapshot, BoxFilter filter) {
        TrackSnapshot.Velocity velocity =
                snapshot.velocity() == null ? TrackSnapshot.Velocity.ZERO : snapshot.velocity();
        Box box = snapshot.box();
        double gap = gapSeconds(snapshot);
        double[] corners = new double[4];
        Seen.place(box, 1, 1, corners, 0);
        double width = Math.min(corners[2] - corners[0], Math.max(SMALLEST, box.width()));
        double height = Math.min(corners[3] - corners[1], Math.max(SMALLEST, box.height()));
        corners[0] += likely(velocity.x()) * gap;
        corners[1] += likely(velocity.y()) * gap;
        corners[2] = corners[0] + width;
        corners[3] = corners[1] + height;
        filter.start(corners, 0);
        double perStep = stepNs / 1e9;
        filter.move(
                (likely(velocity.x()) + likely(velocity.width()) / 2) * perStep,
                (likely(velocity.y()) + likely(velocity.height()) / 2) * perStep,
                likely(velocity.width()) * perStep,
                likely(velocity.height()) * perStep);
    }

    private double gapSeconds(TrackSnapshot snapshot) {
        double seconds = ((double) timeNs - snapshot.timeNs()) / 1e9;
        return Math.min(LONGEST_GAP_S, Math.max(0, seconds));
    }

    private static double likely(double perSecond) {
        return Math.abs(perSecond) <= FASTEST_PER_SECOND ? perSecond : 0;
    }

    private static double step(TrackSnapshot snapshot) {
        return snapshot.attributes().get(HandOver.STEP_NS) instanceof Double step && step > 0 && step < 1e12 ? step : 0;
    }

    private static long number(TrackSnapshot snapshot, String name, long otherwise) {
        return snapshot.attributes().get(name) instanceof Long number ? number : otherwise;
    }
}
