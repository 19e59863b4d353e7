package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.ObjectTracker;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackSnapshot;
import io.vedette.api.track.TrackerSettings;
import io.vedette.vision.Assignment;
import java.util.ArrayList;
import java.util.List;

/**
 * The tracks of one camera, followed by ByteTrack ({@code byte_tracker.py} of the authors, with score fusion).
 *
 * <p>Time: the filter counts in usual steps between looks ({@link Pace}), so that even looks give the reference's results at any
 * rate, and a longer pause counts as the frames it leaves out. A lost track's time runs only in looks that covered it.
 * Confined to one lane.
 */
final class ByteTrackSession implements ObjectTracker.Session {

    private static final double MATCH_LIMIT = 0.8;
    private static final double WEAK_MATCH_LIMIT = 0.5;
    private static final double TENTATIVE_MATCH_LIMIT = 0.7;

    /** The reference trusts what it sees in its very first frame, unless more looks are asked for than its own two. */
    private static final int REFERENCE_CONFIRMATIONS = 2;

    /** A pause tells of an object's absence no more than so many usual steps: nobody looked in between. */
    private static final double STEPS_PER_MISS = 2;

    /** … and no single look tells of more than this part of the buffer: one miss of a detector's is no absence. */
    private static final double BUFFERS_PER_MISS = 1.0 / 3;

    /** A track is moved on without being seen for the buffer and so many steps; then it is held where it is. */
    private static final double COAST_STEPS = 3;

    /** Steps are measured in whole nanoseconds; a sum of them may be off by this part of a step. */
    private static final double ROUNDING = 0.02;

    private TrackerSettings settings;
    private final Roll roll = new Roll();
    private final Seen seen = new Seen();
    private final Families families = new Families();
    private final Pairing pairing = new Pairing();
    private final LookClock clock = new LookClock();
    private final Sight sight = new Sight();
    private final List<Tracklet> pool = new ArrayList<>();
    private final List<Tracklet> tentative = new ArrayList<>();
    private final double[] corners = new double[4];
    private int widthPx = 1;
    private int heightPx = 1;
    private long nextId;
    private boolean firstLook = true;

    ByteTrackSession(TrackerSettings settings) {
        this.settings = settings;
        this.nextId = settings.firstId();
    }

    @Override
    public List<Track> update(
            long mediaTimeNs, PictureSize size, List<Detection> detections, List<Box> regionsLookedAt) {
        resize(size.widthPx(), size.heightPx());
        double ratio = clock.look(mediaTimeNs);
        seen.read(detections, size, settings, families);
        sight.look(regionsLookedAt);
        expect(roll.seen(), ratio);
        expect(roll.lost(), ratio);
        matchAll();
        countMisses(roll.seen());
        countMisses(roll.lost());
        startNew();
        roll.settle(bufferNs() + ROUNDING * clock.stepNs(), pairing);
        firstLook = false;
        return tell();
    }

    /** Moves the tracks on to the time of this look. */
    private void expect(List<Tracklet> tracks, double ratio) {
        double limitNs = bufferNs() + COAST_STEPS * clock.stepNs();
        for (int i = 0; i < tracks.size(); i++) {
            Tracklet track = tracks.get(i);
            track.filter.restep(ratio);
            if (track.state() == Track.State.LOST || track.overlooked()) {
                track.filter.holdHeight();
            }
            // The reference does not move a track on that was seen but once.
            if (track.state() != Track.State.TENTATIVE || track.looks() > 1) {
                double restNs = Math.max(0, limitNs - track.coastedNs());
                track.filter.advance(clock.steps(Math.min(restNs, (double) clock.elapsedNs())));
            }
            track.coast(clock.elapsedNs());
            if (!track.filter.sound()) {
                restart(track);
            }
            track.filter.corners(corners, 0);
            track.expect(sight.sees(
                    corners[0] / widthPx, corners[1] / heightPx, corners[2] / widthPx, corners[3] / heightPx));
        }
    }

    /** A buffer may be longer than a count of nanoseconds goes. */
    private double bufferNs() {
        return settings.buffer().toSeconds() * 1e9 + settings.buffer().toNanosPart();
    }

    private void restart(Tracklet track) {
        Seen.place(track.last().box(), widthPx, heightPx, corners, 0);
        track.filter.start(corners, 0);
    }

    private void matchAll() {
        pool.clear();
        tentative.clear();
        for (int i = 0; i < roll.seen().size(); i++) {
            Tracklet track = roll.seen().get(i);
            (track.state() == Track.State.TENTATIVE ? tentative : pool).add(track);
        }
        int confirmed = pool.size();
        for (int i = 0; i < roll.lost().size(); i++) {
            pool.add(roll.lost().get(i));
        }
        match(pool, seen.strong(), true, MATCH_LIMIT);
        keepUnmatched(pool, confirmed);
        match(pool, seen.weak(), false, WEAK_MATCH_LIMIT);
        match(tentative, seen.strong(), true, TENTATIVE_MATCH_LIMIT);
    }

    private static void keepUnmatched(List<Tracklet> tracks, int ofFirst) {
        int kept = 0;
        for (int i = 0; i < ofFirst; i++) {
            if (!tracks.get(i).matched()) {
                tracks.set(kept++, tracks.get(i));
            }
        }
        while (tracks.size() > kept) {
            tracks.remove(tracks.size() - 1);
        }
    }

    private void match(List<Tracklet> tracks, Seen.Picked picked, boolean byScore, double limit) {
        Assignment pairs = pairing.pair(tracks, seen, picked, byScore, limit);
        for (int row = 0; row < tracks.size(); row++) {
            int column = pairs.columnOf(row);
            if (column >= 0) {
                Tracklet track = tracks.get(row);
                int item = picked.get(column);
                track.filter.correct(seen.corners(), 4 * item);
                track.see(seen.detection(item), clock.nowNs());
                if (track.state() == Track.State.TENTATIVE && track.looks() >= settings.confirmations()) {
                    track.is(Track.State.CONFIRMED);
                }
            }
        }
        picked.keepUnpaired(pairs);
    }

    private void countMisses(List<Tracklet> tracks) {
        double mostNs = Math.min(STEPS_PER_MISS * clock.stepNs(), Math.ceil(BUFFERS_PER_MISS * bufferNs()));
        long missNs = (long) Math.min((double) clock.elapsedNs(), mostNs);
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).missed()) {
                tracks.get(i).miss(missNs);
            }
        }
    }

    private void startNew() {
        boolean atOnce =
                settings.confirmations() == 1 || (firstLook && settings.confirmations() <= REFERENCE_CONFIRMATIONS);
        for (int i = 0; i < seen.strong().size() && !roll.full(); i++) {
            int item = seen.strong().get(i);
            Detection detection = seen.detection(item);
            if (detection.score() >= settings.newTrackScore()) {
                Tracklet track = roll.add();
                track.start(nextId++, seen.family(item), detection, clock.nowNs());
                track.filter.start(seen.corners(), 4 * item);
                if (atOnce) {
                    track.is(Track.State.CONFIRMED);
                }
            }
        }
    }

    private List<Track> tell() {
        List<Tracklet> all = roll.byId();
        List<Track> told = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            told.add(all.get(i).told(widthPx, heightPx));
        }
        roll.recycle();
        seen.forget();
        return told;
    }

    private void resize(int width, int height) {
        if (width != widthPx || height != heightPx) {
            double wide = (double) width / widthPx;
            double high = (double) height / heightPx;
            roll.seen().forEach(track -> track.filter.rescale(wide, high));
            roll.lost().forEach(track -> track.filter.rescale(wide, high));
            widthPx = width;
            heightPx = height;
        }
    }

    @Override
    public void configure(TrackerSettings changed) {
        settings = changed;
    }

    @Override
    public List<TrackSnapshot> exportTracks() {
        HandOver handOver = new HandOver(clock.timeNs(), clock.stepNs(), nextId);
        List<TrackSnapshot> snapshots = new ArrayList<>();
        for (Tracklet track : roll.byId()) {
            snapshots.add(handOver.write(track, widthPx, heightPx));
        }
        return snapshots;
    }

    @Override
    public void importTracks(List<TrackSnapshot> tracks) {
        TakeOver takeOver = new TakeOver(tracks, settings.confirmations());
        clock.resume(takeOver.timeNs(), takeOver.stepNs());
        firstLook = false;
        for (TrackSnapshot snapshot : takeOver.usable()) {
            if (!roll.full() && !roll.has(snapshot.track().id())) {
                Tracklet track = takeOver.read(snapshot, roll.add(), families);
                track.filter.rescale(widthPx, heightPx);
                roll.enter(track);
            }
        }
        nextId = Math.max(nextId, takeOver.nextId());
    }

    @Override
    public void close() {
        pool.clear();
        tentative.clear();
    }
}
