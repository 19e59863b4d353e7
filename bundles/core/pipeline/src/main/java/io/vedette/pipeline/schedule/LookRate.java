package io.vedette.pipeline.schedule;

/**
 * How often a camera wants a look: as often as it may, while it is served as often; twice as often as it is served where a
 * detector is crowded, so that a look is at most half a turn old when it is answered, and no picture is copied for nothing.
 * Pure: time is what the caller says. Confined to one lane.
 */
public final class LookRate {

    private static final long LONGEST_NS = 5_000_000_000L;
    private static final double LATEST_COUNTS = 0.3;

    private double turnNs;
    private long firstUnansweredNs;
    private boolean unanswered;
    private long lastWantedNs;
    private boolean wantedBefore;

    /**
     * Whether to want a look now.
     *
     * @param usualNs the time between looks that the settings allow
     */
    public boolean due(long nowNs, long usualNs) {
        long spacing = (long) Math.min(LONGEST_NS, turnNs / 2);
        // A quarter of the usual distance may be lacking: pictures come when they come.
        if (wantedBefore && spacing > usualNs && nowNs - lastWantedNs < spacing - usualNs / 4) {
            return false;
        }
        wantedBefore = true;
        lastWantedNs = nowNs;
        if (!unanswered) {
            unanswered = true;
            firstUnansweredNs = nowNs;
        }
        return true;
    }

    /** A look was answered, or failed: a turn was had. */
    public void served(long nowNs) {
        if (unanswered) {
            turnNs += LATEST_COUNTS * (nowNs - firstUnansweredNs - turnNs);
            unanswered = false;
        }
    }

    /** Nobody waits for an answer any more. */
    public void forget() {
        unanswered = false;
    }
}
