package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.media.Frame;
import io.vedette.api.track.Track;
import io.vedette.core.spi.live.LivePicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The picture that people see while they watch a camera: a looked-at frame with the tracks that were found in it, or, where
 * nothing is looked for, any frame. It costs nothing while nobody watches. Shown to by one lane, asked by any thread.
 */
final class Screen implements AutoCloseable {

    /** Who has not asked for so long has gone. */
    static final long WATCHED_NS = 5_000_000_000L;

    private static final long STEP_NS = 190_000_000;
    /** A look's frame is worth waiting for, as its boxes fit; but not for ever. */
    private static final long STEP_WHILE_LOOKING_NS = 600_000_000;

    private volatile boolean watched;
    private volatile long askedAtNs;
    private LivePicture shown;
    private long shownPtsNs;
    private boolean closed;

    /** The latest picture, as a handle of the caller's. From now on somebody watches. */
    synchronized Optional<LivePicture> latest(long nowNs) {
        askedAtNs = nowNs;
        watched = !closed;
        return Optional.ofNullable(shown)
                .map(picture -> new LivePicture(picture.frame().retain(), picture.objects()));
    }

    boolean watched() {
        return watched;
    }

    /** Whether a picture is to be shown although no look was made of it; a look that is under way is waited for. */
    boolean due(long ptsNs, boolean looking) {
        if (!watched) {
            return false;
        }
        long step = looking ? STEP_WHILE_LOOKING_NS : STEP_NS;
        synchronized (this) {
            return shown == null || ptsNs < shownPtsNs || ptsNs - shownPtsNs >= step;
        }
    }

    /**
     * Shows a frame.
     *
     * @param frame borrowed
     * @param labels those that people want to know of; {@code *} stands for all
     */
    void show(Frame frame, List<Track> tracks, Set<String> labels) {
        if (watched) {
            replace(new LivePicture(frame.retain(), seen(tracks, labels)));
        }
    }

    private static List<LivePicture.Seen> seen(List<Track> tracks, Set<String> labels) {
        List<LivePicture.Seen> seen = new ArrayList<>();
        for (Track track : tracks) {
            if (track.state() == Track.State.CONFIRMED && (labels.contains("*") || labels.contains(track.label()))) {
                Box box = track.matched().map(Detection::box).orElse(track.predicted());
                double score = track.matched().map(Detection::score).orElse(0.0);
                seen.add(new LivePicture.Seen(track.id(), track.label(), score, box));
            }
        }
        return seen;
    }

    /** Lets the frame go where nobody watches any more. */
    void tick(long nowNs) {
        if (watched && nowNs - askedAtNs > WATCHED_NS) {
            watched = false;
            replace(null);
        }
    }

    private synchronized void replace(LivePicture next) {
        boolean late = next != null
                && shown != null
                && next.frame().index() < shown.frame().index();
        if (next != null && (closed || late)) {
            next.close();
            return;
        }
        if (shown != null) {
            shown.close();
        }
        shown = next;
        shownPtsNs = next == null ? 0 : next.frame().ptsNs();
    }

    @Override
    public synchronized void close() {
        closed = true;
        watched = false;
        replace(null);
    }
}
