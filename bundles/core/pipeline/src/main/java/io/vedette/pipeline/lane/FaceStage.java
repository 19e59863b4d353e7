package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.media.Frame;
import io.vedette.api.track.Track;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Recognition;
import io.vedette.pipeline.expert.Wish;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whose faces the tracks of a camera show: where faces are what is tracked, each look tells; where people are, their faces are asked
 * for in frames in which they were found, one person a frame. Confined to one lane.
 */
final class FaceStage implements AutoCloseable {

    private static final String PERSON = "person";
    /** Who is known by now is looked at so often. */
    private static final long KNOWN_NS = 2_000_000_000L;
    /** Who has shown no face in {@link #IN_VAIN} looks is looked at so often. */
    private static final long TURNED_AWAY_NS = 800_000_000L;

    private static final int IN_VAIN = 5;

    private final String camera;
    private final Supplier<Optional<Recognition>> recognition;
    private final Map<Long, Person> people = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private final SameFaces same = new SameFaces();
    private Recognition from;
    private Recognition.Session session;

    private static final class Person {
        private long askedNs = Long.MIN_VALUE;
        private int inVain;
    }

    FaceStage(String camera, Supplier<Optional<Recognition>> recognition) {
        this.camera = camera;
        this.recognition = recognition;
    }

    /**
     * Takes the tracks after a look: those that are faces show who they are, those that are over are done with.
     *
     * @return the tracks as they are to be told of
     */
    List<Track> looked(Frame frame, List<Track> all) {
        follow();
        List<Track> tracks = same.joined(all);
        for (Track track : tracks) {
            if (track.state() == Track.State.REMOVED) {
                gone(track.id());
            } else if (session != null) {
                track.matched().ifPresent(match -> seen(track.id(), match, frame));
            }
        }
        return tracks;
    }

    /** The gallery may have come, gone or changed. */
    private void follow() {
        Recognition now = recognition.get().orElse(null);
        if (now != from) {
            close();
            from = now;
            session = now == null ? null : now.open(camera);
        }
    }

    private void seen(long track, Detection face, Frame frame) {
        FaceTraits.of(face).ifPresent(traits -> session.seen(track, traits, frame, face.box()));
    }

    private void gone(long track) {
        people.remove(track);
        told.remove(track);
        if (session != null) {
            session.gone(track);
        }
    }

    /** Tells the gallery of events that have begun. */
    void tell(List<Track> tracks, ObjectEvents.Session events) {
        for (Track track : tracks) {
            if (session != null && !told.contains(track.id())) {
                events.eventOf(track.id()).ifPresent(event -> {
                    told.add(track.id());
                    session.told(track.id(), event);
                });
            }
        }
    }

    /** Who the tracks are, as far as known. */
    Map<Long, FaceFinding> findings(List<Track> tracks) {
        if (session == null) {
            return Map.of();
        }
        Map<Long, FaceFinding> findings = new HashMap<>();
        tracks.forEach(track -> session.who(track.id()).ifPresent(who -> findings.put(track.id(), who)));
        return findings;
    }

    /** The person whose face is to be asked for in this frame: the one who has waited longest; empty where nobody is due. */
    Optional<Box> due(List<Track> tracks, long ptsNs) {
        if (session == null) {
            return Optional.empty();
        }
        Optional<Track> next = tracks.stream()
                .filter(FaceStage::shown)
                .filter(track -> waited(track.id(), ptsNs) >= pause(track.id()))
                .max(Comparator.comparingLong(track -> waited(track.id(), ptsNs)));
        next.ifPresent(track -> {
            Person person = people.computeIfAbsent(track.id(), id -> new Person());
            person.askedNs = ptsNs;
            person.inVain++;
        });
        return next.map(track -> track.matched().orElseThrow().box().clipped());
    }

    private static boolean shown(Track track) {
        return track.state() != Track.State.REMOVED
                && track.label().equals(PERSON)
                && track.matched().isPresent();
    }

    private long waited(long track, long ptsNs) {
        Person person = people.get(track);
        return person == null || person.askedNs == Long.MIN_VALUE ? Long.MAX_VALUE : ptsNs - person.askedNs;
    }

    private long pause(long track) {
        Person person = people.get(track);
        if (person == null) {
            return 0;
        }
        if (session.who(track).isPresent()) {
            return KNOWN_NS;
        }
        return person.inVain > IN_VAIN ? TURNED_AWAY_NS : 0;
    }

    /** Takes the faces that were found among people: each belongs to the smallest person that holds its middle. */
    void answered(Frame frame, List<Detection> faces, List<Track> tracks) {
        for (Detection face : faces) {
            if (session != null && face.label().equals(Wish.FACE)) {
                owner(face.box(), tracks).ifPresent(track -> {
                    people.computeIfAbsent(track.id(), id -> new Person()).inVain = 0;
                    seen(track.id(), face, frame);
                });
            }
        }
    }

    private static Optional<Track> owner(Box face, List<Track> tracks) {
        double x = face.x() + face.width() / 2;
        double y = face.y() + face.height() / 2;
        return tracks.stream()
                .filter(FaceStage::shown)
                .filter(track -> contains(track.matched().orElseThrow().box(), x, y))
                .min(Comparator.comparingDouble(
                        track -> track.matched().orElseThrow().box().area()));
    }

    private static boolean contains(Box box, double x, double y) {
        return x >= box.x() && x <= box.right() && y >= box.y() && y <= box.bottom();
    }

    /** All tracks are over. */
    void clear() {
        people.clear();
        told.clear();
        same.clear();
        if (session != null) {
            session.close();
            session = null;
        }
        from = null;
    }

    @Override
    public void close() {
        clear();
    }
}
