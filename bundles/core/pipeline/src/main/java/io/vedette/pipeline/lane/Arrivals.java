package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import java.time.Instant;
import java.util.Arrays;

/** When the latest packets arrived, by presentation time: a decoder gives pictures in another order. Confined to one lane. */
final class Arrivals {

    private static final int KEPT = 64;

    private final long[] ptsNs = new long[KEPT];
    private final Instant[] arrivals = new Instant[KEPT];
    private int next;

    void add(MediaPacket packet) {
        ptsNs[next] = packet.ptsNs();
        arrivals[next] = packet.arrival();
        next = (next + 1) % KEPT;
    }

    /** Another time line begins. */
    void clear() {
        Arrays.fill(arrivals, null);
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
