package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.track.Track;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which tracks stand still: a parked car is looked at now and then, and neither keeps the camera awake nor a detector busy.
 * One that is missed once, or moves, is looked at as often as any other. Confined to one lane.
 */
final class Standing {

    /** One that has stayed in its place for so long stands. */
    static final long STILL_NS = 10_000_000_000L;
    /** So often it is looked at. */
    static final long AGAIN_NS = 10_000_000_000L;
    /** A box whose intersection over union with its former place is less has moved. */
    private static final double SAME_PLACE = 0.6;

    private final Map<Long, Place> places = new HashMap<>();
    /** Found with each look, since it is asked for with each packet. */
    private boolean restless;

    private static final class Place {
        private Box box;
        private long sinceNs;
        private long seenNs;
        private boolean stands;
    }

    /** Another time line begins. */
    void clear() {
        places.clear();
        restless = false;
    }

    /** The tracks after a look at a picture of this time. */
    void looked(List<Track> tracks, long ptsNs) {
        restless = false;
        places.keySet().removeIf(id -> tracks.stream().noneMatch(track -> track.id() == id));
        for (Track track : tracks) {
            if (track.state() == Track.State.REMOVED) {
                places.remove(track.id());
            } else if (track.matched().isPresent()) {
                seen(track.id(), track.matched().get().box(), ptsNs);
            } else if (track.unseenNs() > 0 && places.containsKey(track.id())) {
                begin(places.get(track.id()), places.get(track.id()).box, ptsNs);
            }
            restless |= track.state() != Track.State.REMOVED && !stands(track);
        }
    }

    private void seen(long id, Box box, long ptsNs) {
        Place place = places.get(id);
        if (place == null) {
            place = new Place();
            places.put(id, place);
            begin(place, box, ptsNs);
        } else if (!(overlap(place.box, box) >= SAME_PLACE)) {
            begin(place, box, ptsNs);
        }
        place.seenNs = ptsNs;
        place.stands = ptsNs - place.sinceNs >= STILL_NS;
    }

    /** Intersection over union; not a number of boxes without any area. */
    private static double overlap(Box one, Box other) {
        double both = one.intersection(other);
        return both / (one.area() + other.area() - both);
    }

    private static void begin(Place place, Box box, long ptsNs) {
        place.box = box;
        place.sinceNs = ptsNs;
        place.stands = false;
    }

    /** Whether something is being tracked that does not stand still. */
    boolean restless() {
        return restless;
    }

    /** Whether a track stands still. */
    boolean stands(Track track) {
        Place place = places.get(track.id());
        return place != null && place.stands;
    }

    /** Whether it is time to look at what stands still. */
    boolean due(long ptsNs) {
        for (Place place : places.values()) {
            if (place.stands && ptsNs - place.seenNs >= AGAIN_NS) {
                return true;
            }
        }
        return false;
    }
}
