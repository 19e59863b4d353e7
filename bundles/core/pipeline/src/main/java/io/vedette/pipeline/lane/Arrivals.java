package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** When the latest packets arrived, by presentation time: a decoder gives pictures in another order. Confined to one lane. */
final class Arrivals {

    private static final int KEPT = 64;
    private static final Duration LONGEST_REORDERING = Duration.ofSeconds(1);

    private final long[] ptsNs = new long[KEPT];
    private final Instant[] arrivals = new Instant[KEPT];
    private int next;
    private Instant shown = Instant.MIN;

    void add(MediaPacket packet) {
        ptsNs[next] = packet.ptsNs();
        arrivals[next] = packet.arrival();
        next = (next + 1) % KEPT;
    }

    /** Pictures of before are shown again. */
    void wentBack() {
        shown = Instant.MIN;
    }

    /** Another time line begins. */
    void clear() {
        Arrays.fill(arrivals, null);
    }

    /**
     * The time of the next picture to be shown: its arrival, yet not before that of the picture shown before it. A picture that
     * others refer to arrives before them and is shown after them; a clock that was set back is another matter.
     */
    Instant show(long wantedNs) {
        Instant arrival = of(wantedNs);
        boolean reordered =
                shown.isAfter(arrival) && shown.minus(LONGEST_REORDERING).isBefore(arrival);
        shown = reordered ? shown : arrival;
        return shown;
    }

    /** The arrival of the packet with that presentation time, or of the nearest one known. */
    Instant of(long wantedNs) {
        int best = (next + KEPT - 1) % KEPT;
        for (int i = 0; i < KEPT; i++) {
            boolean nearer = Math.abs(ptsNs[i] - wantedNs) < Math.abs(ptsNs[best] - wantedNs);
            if (arrivals[i] != null && nearer) {
                best = i;
            }
        }
        return arrivals[best];
    }
}
