package io.vedette.pipeline.lane;

/** Chooses the pictures that motion sees, so many a second of media time. Confined to one lane. */
final class Sampler {

    /** Before any time, yet far enough from the end of the numbers to be reckoned with. */
    private static final long AT_ONCE = Long.MIN_VALUE / 2;

    private long nextNs = AT_ONCE;

    /** Another time line begins: its first picture is due. */
    void restart() {
        nextNs = AT_ONCE;
    }

    /** Whether a picture is due; a little early counts, and a late one does not make the next come early. */
    boolean due(long ptsNs, double fps) {
        long stepNs = (long) (1e9 / fps);
        if (ptsNs < nextNs - stepNs / 4) {
            return false;
        }
        long due = nextNs == AT_ONCE ? ptsNs : nextNs;
        nextNs = Math.max(due + stepNs, ptsNs + stepNs / 2);
        return true;
    }
}
