package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes tracks down for another tracker. What only this tracker understands goes into the attributes, in fractions of the
 * frame and in steps.
 *
 * @param timeNs the media time of the last look
 * @param stepNs the usual step between looks; 0 while unknown
 * @param nextId no id from here on was ever given
 */
record HandOver(long timeNs, double stepNs, long nextId) {

    static final String FILTER = "bytetrack.filter";
    static final String VOTES = "bytetrack.votes";
    static final String TIME_NS = "bytetrack.time-ns";
    static final String STEP_NS = "bytetrack.step-ns";
    static final String AGE_NS = "bytetrack.age-ns";
    static final String COASTED_NS = "bytetrack.coasted-ns";
    static final String LOOKS = "bytetrack.looks";
    static final String OVERDUE = "bytetrack.overdue";
    static final String NEXT_ID = "bytetrack.next-id";

    TrackSnapshot write(Tracklet track, int widthPx, int heightPx) {
        Track told = track.told(widthPx, heightPx);
        Track quiet =
                new Track(told.id(), told.label(), told.state(), Optional.empty(), told.predicted(), told.unseenNs());
        Box box = track.last().box();
        return new TrackSnapshot(
                quiet,
                box,
                track.last().score(),
                velocity(track.filter, widthPx, heightPx),
                timeNs - track.coastedNs(),
                attributes(track, widthPx, heightPx));
    }

    private TrackSnapshot.Velocity velocity(BoxFilter filter, int widthPx, int heightPx) {
        if (stepNs <= 0) {
            return TrackSnapshot.Velocity.ZERO;
        }
        double perSecond = 1e9 / stepNs;
        double width = filter.widthVelocity();
        double height = filter.heightVelocity();
        return new TrackSnapshot.Velocity(
                (filter.velocityX() - width / 2) / widthPx * perSecond,
                (filter.velocityY() - height / 2) / heightPx * perSecond,
                width / widthPx * perSecond,
                height / heightPx * perSecond);
    }

    private Map<String, Object> attributes(Tracklet track, int widthPx, int heightPx) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(FILTER, numbers(track.filter, widthPx, heightPx));
        attributes.put(VOTES, votes(track));
        attributes.put(TIME_NS, timeNs);
        attributes.put(STEP_NS, stepNs);
        attributes.put(AGE_NS, track.ageNs());
        attributes.put(COASTED_NS, track.coastedNs());
        attributes.put(LOOKS, (long) track.looks());
        attributes.put(OVERDUE, track.overdue() ? 1L : 0L);
        attributes.put(NEXT_ID, nextId);
        return attributes;
    }

    private static List<Double> numbers(BoxFilter filter, int widthPx, int heightPx) {
        BoxFilter copy = new BoxFilter();
        for (int i = 0; i < BoxFilter.STATE; i++) {
            copy.number(i, filter.number(i));
        }
        copy.rescale(1.0 / widthPx, 1.0 / heightPx);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < BoxFilter.STATE; i++) {
            numbers.add(copy.number(i));
        }
        return List.copyOf(numbers);
    }

    private static List<Double> votes(Tracklet track) {
        List<Double> votes = new ArrayList<>();
        for (int member = 0; member < track.family().members().size(); member++) {
            votes.add(track.votes(member));
        }
        return List.copyOf(votes);
    }
}
