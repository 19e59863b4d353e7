package io.vedette.pipeline.gate;

/** What a gate did so far. Confined to one lane. */
final class GateFigures {

    private long totalNs;
    private long decodingNs;
    private long wakes;
    private long probes;
    private long vain;

    void time(boolean decoding, long ns) {
        totalNs += ns;
        decodingNs += decoding ? ns : 0;
    }

    void woke() {
        wakes++;
    }

    void probed() {
        probes++;
    }

    void inVain() {
        vain++;
    }

    /** The share of media time in which it was not asleep, 0 to 1. */
    double awakeShare() {
        return totalNs == 0 ? 1 : (double) decodingNs / totalNs;
    }

    /** How often it woke because something was there. */
    long wakes() {
        return wakes;
    }

    /** How often the packets made it look. */
    long probes() {
        return probes;
    }

    /** How many of these looks found nothing. */
    long vain() {
        return vain;
    }
}
