package io.vedette.tracker.bytetrack;

import io.vedette.api.track.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * The tracks of one camera: those that are seen, those that are lost, and those given up in this look.
 *
 * <p>It keeps the reference's book exactly, its oddity included: a lost track whose time is up is struck from the list one look
 * later; if just that look finds it again it lives on, but is given up at its next loss. Confined to one lane.
 */
final class Roll {

    /** With the detections of a look it bounds the work; nonsense is not to stall a lane. */
    private static final int MOST = 1000;

    /** Two tracks that overlap more are one object; of the reference: a distance below 0.15. */
    private static final double SAME_OBJECT = 0.85;

    private final List<Tracklet> seen = new ArrayList<>();
    private final List<Tracklet> lost = new ArrayList<>();
    private final List<Tracklet> started = new ArrayList<>();
    private final List<Tracklet> justLost = new ArrayList<>();
    private final List<Tracklet> gone = new ArrayList<>();
    private final List<Tracklet> all = new ArrayList<>();
    private final List<Tracklet> spare = new ArrayList<>();

    /** Tentative and confirmed ones; borrowed. */
    List<Tracklet> seen() {
        return seen;
    }

    /** Borrowed. */
    List<Tracklet> lost() {
        return lost;
    }

    boolean full() {
        return seen.size() + lost.size() + started.size() >= MOST;
    }

    /** A track to be started in this look. */
    Tracklet add() {
        Tracklet track = spare.isEmpty() ? new Tracklet() : spare.remove(spare.size() - 1);
        started.add(track);
        return track;
    }

    boolean has(long id) {
        return holds(seen, id) || holds(lost, id);
    }

    private static boolean holds(List<Tracklet> tracks, long id) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).id() == id) {
                return true;
            }
        }
        return false;
    }

    /** Puts a track that was taken over into its place. */
    void enter(Tracklet track) {
        started.remove(track);
        (track.state() == Track.State.LOST ? lost : seen).add(track);
    }

    /** Puts each track into its place after a look. {@code bufferNs}: how long a lost one may be found again. */
    void settle(double bufferNs, Pairing pairing) {
        settleSeen();
        settleLost(bufferNs);
        for (int i = 0; i < justLost.size(); i++) {
            Tracklet track = justLost.get(i);
            if (track.overdue()) {
                giveUp(track);
            } else {
                lost.add(track);
            }
        }
        justLost.clear();
        dropDoubles(pairing);
    }

    private void settleSeen() {
        int kept = 0;
        for (int i = 0; i < seen.size(); i++) {
            Tracklet track = seen.get(i);
            if (!track.missed()) {
                seen.set(kept++, track);
            } else if (track.state() == Track.State.TENTATIVE) {
                giveUp(track);
            } else {
                track.is(Track.State.LOST);
                justLost.add(track);
            }
        }
        cut(seen, kept);
        for (int i = 0; i < started.size(); i++) {
            seen.add(started.get(i));
        }
        started.clear();
    }

    private void settleLost(double bufferNs) {
        int kept = 0;
        for (int i = 0; i < lost.size(); i++) {
            Tracklet track = lost.get(i);
            if (track.matched()) {
                track.is(Track.State.CONFIRMED);
                seen.add(track);
            } else if (track.overdue() && track.lookedAt()) {
                giveUp(track);
            } else {
                if (track.unseenNs() > bufferNs) {
                    track.becomeOverdue();
                }
                lost.set(kept++, track);
            }
        }
        cut(lost, kept);
    }

    /** Of a seen and a lost track of one object the one stays that was seen for longer. */
    private void dropDoubles(Pairing pairing) {
        for (int s = 0; s < seen.size(); s++) {
            for (int l = 0; l < lost.size(); l++) {
                Tracklet a = seen.get(s);
                Tracklet b = lost.get(l);
                if (pairing.overlap(a, b) > SAME_OBJECT) {
                    drop(a.ageNs() > b.ageNs() ? b : a);
                }
            }
        }
        cutDropped(seen);
        cutDropped(lost);
    }

    private void drop(Tracklet track) {
        if (track.state() != Track.State.REMOVED) {
            giveUp(track);
        }
    }

    private void giveUp(Tracklet track) {
        track.is(Track.State.REMOVED);
        gone.add(track);
    }

    private static void cutDropped(List<Tracklet> tracks) {
        int kept = 0;
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).state() != Track.State.REMOVED) {
                tracks.set(kept++, tracks.get(i));
            }
        }
        cut(tracks, kept);
    }

    private static void cut(List<Tracklet> tracks, int size) {
        while (tracks.size() > size) {
            tracks.remove(tracks.size() - 1);
        }
    }

    /** The live tracks and those given up in this look, by rising id; borrowed. */
    List<Tracklet> byId() {
        all.clear();
        addTo(all, seen);
        addTo(all, lost);
        addTo(all, gone);
        return all;
    }

    private static void addTo(List<Tracklet> all, List<Tracklet> some) {
        for (int i = 0; i < some.size(); i++) {
            Tracklet track = some.get(i);
            int at = all.size();
            all.add(track);
            while (at > 0 && all.get(at - 1).id() > track.id()) {
                all.set(at, all.get(at - 1));
                at--;
            }
            all.set(at, track);
        }
    }

    /** Keeps what was given up for reuse. */
    void recycle() {
        addTo(spare, gone);
        gone.clear();
        all.clear();
    }
}
