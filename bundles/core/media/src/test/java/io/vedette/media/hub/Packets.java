package io.vedette.media.hub;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.core.spi.media.Hub;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Packets of a slab that carry their own time as their payload, so that a reader can tell whether it sees the right one. */
final class Packets {

    static final StreamInfo VIDEO =
            new StreamInfo(StreamInfo.Kind.VIDEO, "scene", 320, 180, ByteBuffer.allocate(0), Map.of());
    static final StreamInfo SOUND =
            new StreamInfo(StreamInfo.Kind.AUDIO, "aac", 0, 0, ByteBuffer.allocate(0), Map.of());

    private Packets() {}

    /** Waits for what is due at once. */
    static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }

    static SlabPacket packet(Slab slab, long dtsMs, boolean key) {
        return packet(slab, dtsMs, key, 16);
    }

    static SlabPacket packet(Slab slab, long dtsMs, boolean key, int bytes) {
        long dtsNs = dtsMs * 1_000_000;
        return slab.take(payload(dtsNs, bytes))
                .describe(VIDEO, Instant.EPOCH, key)
                .at(dtsNs, dtsNs);
    }

    private static ByteBuffer payload(long dtsNs, int bytes) {
        ByteBuffer payload = ByteBuffer.allocateDirect(bytes);
        for (int i = 0; i + Long.BYTES <= bytes; i += step(bytes)) {
            payload.putLong(i, dtsNs);
        }
        return payload;
    }

    /** Huge payloads are marked here and there. */
    private static int step(int bytes) {
        return bytes > 1 << 20 ? 4096 : Long.BYTES;
    }

    /** Whether the payload is still the one that belongs to the packet's time, and padded by zeros. */
    static boolean whole(MediaPacket packet) {
        ByteBuffer payload = packet.payload();
        int size = payload.limit();
        for (int i = 0; i + Long.BYTES <= size; i += step(size)) {
            if (payload.getLong(i) != packet.dtsNs()) {
                return false;
            }
        }
        ByteBuffer all = payload.duplicate().clear();
        for (int i = 0; i < Slab.PADDING; i++) {
            if (all.get(size + i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads and closes what is there; the packets' times in milliseconds. */
    static List<Long> drain(Hub.Cursor cursor) {
        List<Long> times = new ArrayList<>();
        for (Optional<MediaPacket> next = cursor.next(); next.isPresent(); next = cursor.next()) {
            try (MediaPacket packet = next.get()) {
                times.add(packet.dtsNs() / 1_000_000);
            }
        }
        return times;
    }
}
