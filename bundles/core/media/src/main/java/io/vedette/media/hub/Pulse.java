package io.vedette.media.hub;

/** When a connection last showed that it lives, and how long its silence is borne. Written by the capture thread; thread-safe. */
final class Pulse {

    private final Clocks clocks;
    private volatile long atNs;
    private volatile long limitNs;

    Pulse(Clocks clocks) {
        this.clocks = clocks;
    }

    /** It lives; from now on it may be silent for so long. */
    void beats(long maySilentNs) {
        limitNs = maySilentNs;
        atNs = clocks.ns();
    }

    long silentNs() {
        return clocks.ns() - atNs;
    }

    long limitNs() {
        return limitNs;
    }

    boolean lost() {
        return silentNs() > limitNs;
    }
}
