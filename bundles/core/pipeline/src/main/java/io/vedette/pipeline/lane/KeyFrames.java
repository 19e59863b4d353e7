package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import java.util.OptionalDouble;

/** How far apart a camera's key frames are, by its own time. Confined to one lane. */
final class KeyFrames {

    private static final long NONE = Long.MIN_VALUE;
    /** Without a key frame for so long, the camera may never send a second one. */
    private static final long LONG_NS = 5_000_000_000L;

    private long lastKeyNs = NONE;
    private long gopNs = NONE;
    private long sinceKeyNs;

    void packet(MediaPacket packet) {
        if (lastKeyNs != NONE) {
            sinceKeyNs = packet.dtsNs() - lastKeyNs;
        }
        if (packet.key()) {
            if (lastKeyNs != NONE) {
                gopNs = sinceKeyNs;
            }
            lastKeyNs = packet.dtsNs();
            sinceKeyNs = 0;
        }
    }

    /** Another time line begins. */
    void clear() {
        lastKeyNs = NONE;
        gopNs = NONE;
        sinceKeyNs = 0;
    }

    /** Seconds between the latest two key frames, or since the latest one where that is longer; empty while nothing is known. */
    OptionalDouble gopSeconds() {
        boolean unknown = gopNs == NONE && sinceKeyNs < LONG_NS;
        return unknown ? OptionalDouble.empty() : OptionalDouble.of(Math.max(gopNs, sinceKeyNs) / 1e9);
    }
}
