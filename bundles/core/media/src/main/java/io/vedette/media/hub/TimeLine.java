package io.vedette.media.hub;

import io.vedette.api.media.MediaSource;

/**
 * Turns a source's timestamps into one line per stream: it begins at 0 or where it is told, decoding time rises strictly,
 * presentation never lies before decoding, jumps, pauses and missing times are bridged. Confined to the capture thread.
 */
final class TimeLine {

    /** What lies further ahead is no gap but another clock. */
    private static final long LARGEST_STEP_NS = 10_000_000_000L;
    /** Around a connection's start times go back a little; what goes back further is a clock that was set. */
    private static final long LARGEST_STEP_BACK_NS = 1_000_000_000L;

    private static final long USUAL_STEP_NS = 40_000_000L;

    private long beginNs;
    private long offsetNs;
    private long lastDtsNs = -1;
    private long stepNs = USUAL_STEP_NS;
    private boolean anchored;
    private long dtsNs;
    private long ptsNs;

    /** Where the first packet will lie; without effect once one was placed. */
    void beginAt(long ns) {
        beginNs = ns;
    }

    /** The connection was made anew: the next packet's own time says nothing of where it belongs. */
    void reconnected() {
        anchored = false;
    }

    /**
     * Places the next packet; the result is read by {@link #ptsNs()} and {@link #dtsNs()}.
     *
     * @param elapsedNs how long after the former packet it arrived; 0 where arrival says nothing, as with files
     */
    void place(long sourcePtsNs, long sourceDtsNs, long elapsedNs) {
        long source = sourceDtsNs != MediaSource.NO_TIME ? sourceDtsNs : sourcePtsNs;
        if (source == MediaSource.NO_TIME) {
            dtsNs = after(elapsedNs > 0 ? elapsedNs : stepNs);
            ptsNs = dtsNs;
        } else {
            placeFrom(source, sourcePtsNs, elapsedNs);
        }
        long step = dtsNs - lastDtsNs;
        if (lastDtsNs >= 0 && step > 1_000_000L && step < 1_000_000_000L) {
            stepNs += (step - stepNs) / 8;
        }
        lastDtsNs = dtsNs;
    }

    private void placeFrom(long source, long sourcePtsNs, long elapsedNs) {
        long placed = source + offsetNs;
        if (!anchored || jumped(placed)) {
            placed = after(Math.max(stepNs, elapsedNs));
            offsetNs = placed - source;
            anchored = true;
        }
        dtsNs = Math.max(placed, lastDtsNs + 1);
        long pts = sourcePtsNs == MediaSource.NO_TIME ? dtsNs : sourcePtsNs + offsetNs;
        boolean plausible = pts - dtsNs < LARGEST_STEP_NS;
        ptsNs = plausible ? Math.max(pts, dtsNs) : dtsNs;
    }

    private boolean jumped(long placed) {
        return lastDtsNs >= 0 && (placed - lastDtsNs > LARGEST_STEP_NS || lastDtsNs - placed > LARGEST_STEP_BACK_NS);
    }

    private long after(long ns) {
        return lastDtsNs < 0 ? beginNs : lastDtsNs + ns;
    }

    long ptsNs() {
        return ptsNs;
    }

    long dtsNs() {
        return dtsNs;
    }
}
