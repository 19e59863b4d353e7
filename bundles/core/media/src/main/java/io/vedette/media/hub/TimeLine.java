package io.vedette.media.hub;

import io.vedette.api.media.MediaSource;

/**
 * Turns a source's timestamps into one line per camera: it begins at 0, decoding time rises strictly, presentation never lies
 * before decoding, jumps and missing times are bridged. Confined to the capture thread.
 */
final class TimeLine {

    private static final long LARGEST_STEP_NS = 10_000_000_000L;
    private static final long USUAL_STEP_NS = 40_000_000L;

    private long offsetNs;
    private long lastDtsNs = -1;
    private long stepNs = USUAL_STEP_NS;
    private boolean anchored;
    private long dtsNs;
    private long ptsNs;

    /** The connection was made anew: the next packet continues the line after the given pause. */
    void reconnected(long pauseNs) {
        anchored = false;
        if (lastDtsNs >= 0) {
            lastDtsNs += Math.max(0, pauseNs - stepNs);
        }
    }

    /** Places the next packet; the result is read by {@link #ptsNs()} and {@link #dtsNs()}. */
    void place(long sourcePtsNs, long sourceDtsNs) {
        long source = sourceDtsNs != MediaSource.NO_TIME ? sourceDtsNs : sourcePtsNs;
        if (source == MediaSource.NO_TIME) {
            dtsNs = lastDtsNs < 0 ? 0 : lastDtsNs + stepNs;
            ptsNs = dtsNs;
        } else {
            placeFrom(source, sourcePtsNs);
        }
        long step = dtsNs - lastDtsNs;
        if (lastDtsNs >= 0 && step > 1_000_000L && step < 1_000_000_000L) {
            stepNs += (step - stepNs) / 8;
        }
        lastDtsNs = dtsNs;
    }

    private void placeFrom(long source, long sourcePtsNs) {
        if (!anchored) {
            offsetNs = (lastDtsNs < 0 ? 0 : lastDtsNs + stepNs) - source;
            anchored = true;
        }
        long placed = source + offsetNs;
        if (lastDtsNs >= 0 && (placed - lastDtsNs > LARGEST_STEP_NS || lastDtsNs - placed > LARGEST_STEP_NS)) {
            offsetNs = lastDtsNs + stepNs - source;
            placed = source + offsetNs;
        }
        dtsNs = Math.max(placed, lastDtsNs + 1);
        long pts = sourcePtsNs == MediaSource.NO_TIME ? dtsNs : sourcePtsNs + offsetNs;
        boolean plausible = pts - dtsNs < LARGEST_STEP_NS;
        ptsNs = plausible ? Math.max(pts, dtsNs) : dtsNs;
    }

    long ptsNs() {
        return ptsNs;
    }

    long dtsNs() {
        return dtsNs;
    }
}
