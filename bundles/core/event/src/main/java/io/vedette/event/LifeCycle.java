package io.vedette.event;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.event.ObjectEvent;
import io.vedette.api.media.Frame;
import io.vedette.api.track.Track;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.Pressed;
import io.vedette.core.spi.event.Pressing;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The events of one camera, from its tracks: {@code new} when a confirmed track of a wanted label is well seen, {@code update}
 * at most once a second of media time, {@code end} when it stays unseen or is given up.
 *
 * <p>All times come from frames, so the same looks make the same events. Confined to one lane.
 */
final class LifeCycle {
    /** Tracks count from 1. */
    private static final long PRESS_TRACK = 0;

    private final Term term;
    private final Chronicle chronicle;
    private final Map<Long, Life> lives = new LinkedHashMap<>();
    private final Map<UUID, Life> presses = new LinkedHashMap<>();
    private final Map<Long, Instant> firstSeen = new HashMap<>();
    private final Cooldown cooldown = new Cooldown();
    private final Map<String, Integer> counted = new HashMap<>();
    private EventSettings settings;
    private long nowNs;

    LifeCycle(Term term, EventSettings settings, Chronicle chronicle) {
        this.term = term;
        this.chronicle = chronicle;
        this.settings = settings;
        count();
    }

    /** New settings; open events go on. */
    void configure(EventSettings changed) {
        settings = changed;
        count();
    }

    /** Takes an answered look: first what ends, then what goes on and begins. */
    void look(LookOutcome outcome) {
        nowNs = outcome.frame().ptsNs();
        Instant at = outcome.frame().capturedAt();
        endWhatIsGone(outcome.tracks(), at);
        for (Track track : outcome.tracks()) {
            Life life = lives.get(track.id());
            if (life != null) {
                goOn(life, track, outcome);
            } else {
                begin(track, outcome);
            }
        }
        count();
    }

    /** Begins the event of a press. */
    Pressed pressed(Pressing pressing) {
        Instant at = pressing.at();
        boolean notify = !cooldown.holds(Categories.DOORBELL, Box.FRAME, at, settings.cooldown());
        Life life = new Life(term, PRESS_TRACK, at, notify);
        life.pressed(pressing);
        presses.put(life.id(), life);
        pressing.frame().ifPresent(frame -> offerPicture(life, frame));
        cooldown.left(Categories.DOORBELL, Box.FRAME, at);
        chronicle.told(life.tell(ObjectEvent.Type.NEW, at, nowNs, false));
        return new Pressed(life.id(), chronicle.clip(life.id(), at));
    }

    /** The clip of a press is there, or will not come: its event ends. */
    void clipped(UUID eventId, boolean stored) {
        Life life = presses.remove(eventId);
        if (life != null) {
            life.clipped(stored);
            endPress(life);
        }
    }

    private void endPress(Life life) {
        chronicle.told(life.tell(ObjectEvent.Type.END, life.lastSeen(), nowNs, pictured(life)));
        chronicle.over(life.id());
    }

    /** Ends all that is open, but for presses, which end with their clips. */
    void endAll(Instant at) {
        for (Life life : List.copyOf(lives.values())) {
            end(life, at.isBefore(life.lastSeen()) ? life.lastSeen() : at);
        }
        lives.clear();
        firstSeen.clear();
        count();
    }

    /** The open event of a track. */
    Optional<UUID> eventOf(long trackId) {
        return Optional.ofNullable(lives.get(trackId)).map(Life::id);
    }

    /** Ends all presses: their clips will not come any more. */
    void endPresses() {
        presses.values().forEach(this::endPress);
        presses.clear();
    }

    /** Events that are open now. */
    int open() {
        return lives.size();
    }

    private void endWhatIsGone(List<Track> tracks, Instant at) {
        Set<Long> alive = new HashSet<>();
        for (Track track : tracks) {
            if (track.state() != Track.State.REMOVED) {
                alive.add(track.id());
            }
            Life life = lives.get(track.id());
            if (life == null) {
                continue;
            }
            boolean seen =
                    track.state() != Track.State.REMOVED && track.matched().isPresent();
            if (!seen) {
                life.unseen();
            }
            if (!seen && track.unseenNs() >= settings.absence().toNanos()) {
                alive.remove(track.id());
            }
        }
        firstSeen.keySet().retainAll(alive);
        for (Map.Entry<Long, Life> each : List.copyOf(lives.entrySet())) {
            if (!alive.contains(each.getKey())) {
                lives.remove(each.getKey());
                end(each.getValue(), at);
            }
        }
    }

    private void end(Life life, Instant at) {
        chronicle.told(life.tell(ObjectEvent.Type.END, at, nowNs, pictured(life)));
        chronicle.over(life.id());
        cooldown.left(life.label(), life.box(), life.lastSeen());
    }

    private void goOn(Life life, Track track, LookOutcome outcome) {
        Frame frame = outcome.frame();
        if (track.matched().isPresent()) {
            String label = wanted(track.label()) ? track.label() : life.label();
            life.seen(label, track.matched().get(), outcome);
            offerPicture(life, frame);
        }
        life.face(Optional.ofNullable(outcome.faces().get(track.id())));
        if (life.worthTelling(nowNs)) {
            chronicle.told(life.tell(ObjectEvent.Type.UPDATE, frame.capturedAt(), nowNs, pictured(life)));
        }
    }

    private void begin(Track track, LookOutcome outcome) {
        if (track.state() == Track.State.REMOVED || track.matched().isEmpty()) {
            return;
        }
        Instant at = outcome.frame().capturedAt();
        Instant since = firstSeen.computeIfAbsent(track.id(), id -> at);
        Detection match = track.matched().get();
        if (track.state() != Track.State.CONFIRMED || match.score() < settings.minScore() || !wanted(track.label())) {
            return;
        }
        Life life = new Life(term, track.id(), since, !recentlyHere(track.label(), match.box(), at));
        life.seen(track.label(), match, outcome);
        life.face(Optional.ofNullable(outcome.faces().get(track.id())));
        lives.put(track.id(), life);
        firstSeen.remove(track.id());
        offerPicture(life, outcome.frame());
        // Its picture is being made; the first update tells of it.
        chronicle.told(life.tell(ObjectEvent.Type.NEW, at, nowNs, false));
    }

    /** Whether it has just left, or is told of by another track that has just lost it. */
    private boolean recentlyHere(String label, Box box, Instant at) {
        for (Life other : lives.values()) {
            if (!other.seenNow() && other.label().equals(label) && Cooldown.samePlace(other.box(), box)) {
                return true;
            }
        }
        return cooldown.holds(label, box, at, settings.cooldown());
    }

    private void offerPicture(Life life, Frame frame) {
        if (settings.snapshots() && life.takesPicture()) {
            chronicle.better(new Chronicle.Portrait(life.id(), term.camera(), life.label(), life.started()), frame);
        }
    }

    private boolean pictured(Life life) {
        return chronicle.pictured(life.id());
    }

    private boolean wanted(String label) {
        return settings.labels().contains("*") || settings.labels().contains(label);
    }

    /** Tells the counts that changed; a wanted label begins with 0. */
    private void count() {
        Map<String, Integer> now = new LinkedHashMap<>();
        for (String label : settings.labels()) {
            if (!"*".equals(label)) {
                now.put(label, 0);
            }
        }
        for (String label : counted.keySet()) {
            now.put(label, 0);
        }
        for (Life life : lives.values()) {
            now.merge(life.label(), 1, Integer::sum);
        }
        for (Map.Entry<String, Integer> each : now.entrySet()) {
            if (!each.getValue().equals(counted.put(each.getKey(), each.getValue()))) {
                chronicle.counted(each.getKey(), each.getValue());
            }
        }
    }
}
