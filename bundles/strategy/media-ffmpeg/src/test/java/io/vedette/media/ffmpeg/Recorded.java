package io.vedette.media.ffmpeg;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file's video packets, copied, with the parameters that hold for each. */
final class Recorded implements MediaSource.Sink {
    private static final long STEP_NS = 100_000_000;

    final List<MediaPacket> packets = new ArrayList<>();
    private List<StreamInfo> streams;

    static List<MediaPacket> packets(Path file) throws CaptureException {
        Recorded recorded = new Recorded();
        try (MediaSource.Capture capture = Player.open(file.toString())) {
            recorded.streams = capture.streams();
            while (capture.read(recorded)) {
                // The sink collects.
            }
        }
        return recorded.packets;
    }

    /** The packets from the key frame on that so many others come before. */
    static List<MediaPacket> fromKey(List<MediaPacket> packets, int key) {
        int keys = 0;
        for (int i = 0; i < packets.size(); i++) {
            keys += packets.get(i).key() ? 1 : 0;
            if (keys > key) {
                return packets.subList(i, packets.size());
            }
        }
        throw new IllegalArgumentException("only " + keys + " key frames");
    }

    static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    static MediaPacket with(MediaPacket packet, byte[] payload) {
        return new Player.Packet(direct(payload), packet.ptsNs(), packet.dtsNs(), packet.key(), packet.stream());
    }

    static byte[] bytes(MediaPacket packet) {
        byte[] bytes = new byte[packet.payload().limit()];
        packet.payload().get(0, bytes);
        return bytes;
    }

    @Override
    public void streams(List<StreamInfo> now) {
        streams = now;
    }

    @Override
    public void packet(int stream, ByteBuffer payload, long pts, long dts, boolean key) {
        if (streams.get(stream).kind() == StreamInfo.Kind.VIDEO) {
            byte[] bytes = new byte[payload.limit()];
            payload.get(0, bytes);
            // A raw stream tells no times; all samples have ten pictures per second.
            boolean timeless = dts == MediaSource.NO_TIME;
            long raw = packets.size() * STEP_NS;
            packets.add(new Player.Packet(
                    direct(bytes), timeless ? raw : pts, timeless ? raw : dts, key, streams.get(stream)));
        }
    }
}
