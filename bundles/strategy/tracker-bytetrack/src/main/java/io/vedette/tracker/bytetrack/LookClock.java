package io.vedette.tracker.bytetrack;

/**
 * The time between looks. A time that stands still or goes back counts as no time at all. Confined to one lane.
 */
final class LookClock {

    /** No pause counts as longer. */
    private static final long LONGEST_PAUSE_NS = 86_400_000_000_000L;

    private final Pace pace = new Pace();
    private boolean running;
    private long timeNs;
    private long elapsedNs;
    private long nowNs;

    /** A look at this media time; returns how many times longer the usual step is than before. */
    double look(long mediaTimeNs) {
        elapsedNs = 0;
        if (running && mediaTimeNs > timeNs) {
            long pause = mediaTimeNs - timeNs;
            elapsedNs = pause < 0 ? LONGEST_PAUSE_NS : Math.min(LONGEST_PAUSE_NS, pause);
        }
        running = true;
        timeNs = mediaTimeNs;
        nowNs += elapsedNs;
        double before = pace.stepNs();
        pace.add(elapsedNs);
        return before > 0 ? pace.stepNs() / before : 1;
    }

    /** Goes on from another tracker's last look; {@code stepNs} 0: its pace is not known. */
    void resume(long mediaTimeNs, double stepNs) {
        running = true;
        timeNs = mediaTimeNs;
        if (stepNs > 0) {
            pace.suppose(stepNs);
        }
    }

    /** The last look's media time. */
    long timeNs() {
        return timeNs;
    }

    /** Since the look before. */
    long elapsedNs() {
        return elapsedNs;
    }

    /** Time since the first look that never goes back. */
    long nowNs() {
        return nowNs;
    }

    /** The usual step between looks; 0 while unknown. */
    double stepNs() {
        return pace.stepNs();
    }

    /** So much time in usual steps. */
    double steps(double ns) {
        return ns > 0 ? ns / pace.stepNs() : 0;
    }
}
