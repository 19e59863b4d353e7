package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.core.spi.media.Hub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A recorded session's packets, as a hub whose camera has gone. Confined to one lane. */
final class RecordedHub implements Hub, Hub.Cursor {
    private final List<MediaPacket> packets;
    private int next;

    RecordedHub(Recording recording) {
        packets = recording.packets();
    }

    @Override
    public Connection connection() {
        return new Connection(Connection.State.ONLINE, Instant.EPOCH, "", packets.size(), 1, true);
    }

    @Override
    public void preroll(Duration preroll) {
        // All of it is here.
    }

    @Override
    public Cursor follow(Runnable grew) {
        return this;
    }

    @Override
    public Cursor since(Instant arrival, Runnable grew) {
        return this;
    }

    @Override
    public long ringBytes() {
        return 0;
    }

    @Override
    public Optional<MediaPacket> next() {
        return next < packets.size() ? Optional.of(packets.get(next++).retain()) : Optional.empty();
    }

    @Override
    public void rewindToKey() {
        while (next > 0 && !packets.get(--next).key()) {
            // Further back.
        }
    }

    @Override
    public boolean rewindTo(long dtsNs) {
        while (next > 0 && packets.get(next - 1).dtsNs() >= dtsNs) {
            next--;
        }
        return next < packets.size() && packets.get(next).dtsNs() == dtsNs;
    }

    @Override
    public int skipToLatestKey() {
        return 0;
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public long behindNs() {
        return next < packets.size()
                ? packets.get(packets.size() - 1).dtsNs() - packets.get(next).dtsNs()
                : 0;
    }

    @Override
    public void close() {
        // The recording keeps the packets.
    }
}
