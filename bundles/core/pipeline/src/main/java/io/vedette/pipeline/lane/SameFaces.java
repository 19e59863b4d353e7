package io.vedette.pipeline.lane;

import io.vedette.api.detect.Detection;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.track.Track;
import io.vedette.pipeline.expert.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Joins tracks of one face that a tracker has torn: a face that enters or leaves moves by its own width between two looks, which no
 * overlap of boxes can follow, but it stays the same face. A track whose face is that of another that is not seen now goes on under
 * the other's id. A face that has shown too little of itself to be compared counts as tentative at first. Confined to one lane.
 */
final class SameFaces {

    /** Cosine of two faces of one visit: 0.6 and more of MobileFaceNet's; strangers have 0.26 at most. */
    private static final double SAME = 0.45;
    /** A face that cannot be compared is told of after so many looks. */
    private static final int LOOKS_WITHOUT = 6;

    /** The id under which a track of the tracker goes on, by the tracker's. */
    private final Map<Long, Long> ids = new HashMap<>();

    private final Map<Long, Face> faces = new HashMap<>();

    private static final class Face {
        private Embedding best;
        private double quality = -1;
        private int looks;

        void seen(Optional<FaceTraits> traits) {
            looks++;
            traits.filter(each -> each.embedding().isPresent() && each.quality() > quality)
                    .ifPresent(each -> {
                        best = each.embedding().get();
                        quality = each.quality();
                    });
        }

        boolean like(Embedding other) {
            return best != null && best.modelSha256().equals(other.modelSha256()) && best.cosine(other) >= SAME;
        }
    }

    /** The tracks as they are to be told of: torn ones joined, each id once. */
    List<Track> joined(List<Track> tracks) {
        Set<Long> seenNow = new HashSet<>();
        for (Track track : tracks) {
            if (face(track) && track.matched().isPresent() && ids.containsKey(track.id())) {
                seenNow.add(ids.get(track.id()));
            }
        }
        for (Track track : tracks) {
            if (face(track) && track.matched().isPresent()) {
                Detection match = track.matched().get();
                long id = ids.computeIfAbsent(track.id(), raw -> former(raw, match, seenNow));
                seenNow.add(id);
                faces.computeIfAbsent(id, key -> new Face()).seen(FaceTraits.of(match));
            }
        }
        List<Track> all = new ArrayList<>(tracks.size());
        tracks.stream().filter(track -> !face(track)).forEach(all::add);
        Set<Long> told = new HashSet<>();
        // What is seen speaks for its face, then what may be found again, then what is over.
        addFaces(tracks, all, told, track -> track.matched().isPresent());
        addFaces(tracks, all, told, track -> track.state() != Track.State.REMOVED);
        addFaces(tracks, all, told, track -> true);
        forget(tracks);
        return all;
    }

    private static boolean face(Track track) {
        return track.label().equals(Wish.FACE);
    }

    /** The id of the face that a new track shows: one that is known and not seen now, or its own. */
    private long former(long raw, Detection match, Set<Long> seenNow) {
        Optional<Embedding> embedding = FaceTraits.of(match).flatMap(FaceTraits::embedding);
        if (embedding.isEmpty()) {
            return raw;
        }
        for (Map.Entry<Long, Face> each : faces.entrySet()) {
            if (!seenNow.contains(each.getKey()) && each.getValue().like(embedding.get())) {
                return each.getKey();
            }
        }
        return raw;
    }

    private void addFaces(List<Track> tracks, List<Track> all, Set<Long> told, Predicate<Track> which) {
        for (Track track : tracks) {
            if (face(track) && which.test(track)) {
                long id = ids.getOrDefault(track.id(), track.id());
                if (told.add(id)) {
                    all.add(as(track, id));
                }
            }
        }
    }

    private Track as(Track track, long id) {
        Face face = faces.get(id);
        boolean early = track.state() == Track.State.CONFIRMED
                && (face == null || (face.best == null && face.looks < LOOKS_WITHOUT));
        Track.State state = early ? Track.State.TENTATIVE : track.state();
        return new Track(id, track.label(), state, track.matched(), track.predicted(), track.unseenNs());
    }

    /** What the tracker has given up is forgotten; a face, when its last track is. */
    private void forget(List<Track> tracks) {
        Set<Long> alive = new HashSet<>();
        for (Track track : tracks) {
            if (track.state() != Track.State.REMOVED) {
                alive.add(track.id());
            }
        }
        ids.keySet().retainAll(alive);
        faces.keySet().retainAll(new HashSet<>(ids.values()));
    }

    /** All tracks are over. */
    void clear() {
        ids.clear();
        faces.clear();
    }
}
