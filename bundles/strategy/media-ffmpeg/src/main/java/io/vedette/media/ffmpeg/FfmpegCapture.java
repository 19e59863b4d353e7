package io.vedette.media.ffmpeg;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.Pointer;

/**
 * One open camera or file. Its payload buffer is used for every packet, so that reading makes no garbage.
 *
 * <p>Confined to the thread that opened it.
 */
final class FfmpegCapture implements MediaSource.Capture {
    /** Containers whose times FFmpeg makes up from a guessed frame rate. */
    private static final Set<String> TIMELESS = Set.of("mpjpeg", "mjpeg");

    /** A file that ends this much too early was cut; a little is usual. */
    private static final long MISSING_NS = 2_000_000_000L;

    private static final int MISSING_PART = 50;
    private static final int LARGEST = 1 << 28;

    private final Address address;
    private final Demuxer demuxer;
    private final Streams streams;
    private final boolean timeless;
    private final Struct.Cursor from = new Struct.Cursor();
    private final Payload payload = new Payload();
    private final long promisedNs;
    private long firstNs = Long.MAX_VALUE;
    private long lastNs = Long.MIN_VALUE;
    private boolean closed;

    FfmpegCapture(Address address, MediaSource.Request request, BooleanSupplier cancelled) throws CaptureException {
        this.address = address;
        demuxer = new Demuxer(address, request, cancelled);
        boolean open = false;
        try {
            streams = new Streams(demuxer, address);
            timeless = address.kind() == Address.Kind.HTTP && TIMELESS.contains(demuxer.format());
            // With other streams beside, such as subtitles, the length says nothing of the picture's.
            promisedNs = demuxer.streams() == streams.infos().size() ? demuxer.promisedNs() : 0;
            open = true;
        } finally {
            if (!open) {
                demuxer.close();
            }
        }
    }

    @Override
    public List<StreamInfo> streams() {
        return streams.infos();
    }

    @Override
    public boolean seekable() {
        return address.kind() == Address.Kind.FILE;
    }

    @Override
    public boolean read(MediaSource.Sink sink) throws CaptureException {
        if (closed) {
            throw new CaptureException("lost " + address.shown() + ": it was closed");
        }
        while (demuxer.next()) {
            int index = demuxer.streamIndex();
            int our = streams.ours(index);
            if (our >= 0 && demuxer.size() > 0) {
                deliver(index, our, sink);
                return true;
            }
        }
        if (seekable() && promisedNs - playedNs() > Math.max(MISSING_NS, promisedNs / MISSING_PART)) {
            throw new CaptureException("lost " + address.shown() + ": it ends in the middle");
        }
        return false;
    }

    private void deliver(int index, int our, MediaSource.Sink sink) throws CaptureException {
        int size = demuxer.size();
        if (size > LARGEST) {
            throw new CaptureException("lost " + address.shown() + ": a packet of " + size + " bytes");
        }
        ByteBuffer bytes = payload.ofAtLeast(size);
        Pointer.memcpy(payload.pointer(), from.at(demuxer.payloadAddress(), size), size);
        bytes.limit(size).position(0);
        byte[] extradata = demuxer.newExtradata();
        if (streams.changed(our, extradata, bytes, demuxer.key())) {
            sink.streams(streams.infos());
        }
        int num = streams.timeBaseNum(index);
        int den = streams.timeBaseDen(index);
        long ptsNs = timeless ? MediaSource.NO_TIME : demuxer.ptsNs(num, den);
        long dtsNs = timeless ? MediaSource.NO_TIME : demuxer.dtsNs(num, den);
        if (dtsNs != MediaSource.NO_TIME) {
            firstNs = Math.min(firstNs, dtsNs);
            lastNs = Math.max(lastNs, dtsNs);
        }
        sink.packet(our, bytes, ptsNs, dtsNs, demuxer.key());
    }

    private long playedNs() {
        return lastNs < firstNs ? 0 : lastNs - firstNs;
    }

    @Override
    public void close() {
        closed = true;
        demuxer.close();
        payload.close();
    }
}
