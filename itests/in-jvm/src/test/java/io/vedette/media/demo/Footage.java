package io.vedette.media.demo;

import io.vedette.api.CameraInfo;
import io.vedette.api.media.CaptureException;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.Picture;
import io.vedette.api.media.StreamInfo;
import io.vedette.media.ffmpeg.FfmpegDecoder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The demo camera's pictures as they come out of the real decoder, each with its truth. Confined to one test. */
final class Footage implements AutoCloseable, MediaSource.Sink {

    private static final int PADDING = 64;

    private final DemoCapture capture;
    private final FrameDecoder.Session decoder;
    private Viewer viewer;
    private boolean ended;

    /** Takes pictures with what is on them. */
    @FunctionalInterface
    interface Viewer {
        void see(Picture picture, List<Labelled> truth);
    }

    Footage(String uri) throws CaptureException, DecodeException {
        capture = (DemoCapture) new DemoSource().open(new MediaSource.Request(uri, "tcp", Map.of()), () -> false);
        CameraInfo camera = new CameraInfo("demo", Set.of("*"), 0.5, Map.of());
        decoder = new FfmpegDecoder().open(camera, capture.streams().get(0));
    }

    /** The next picture; false at the day's end. */
    boolean next(Viewer to) throws CaptureException {
        viewer = to;
        ended |= !capture.read(this);
        return !ended;
    }

    @Override
    public void streams(List<StreamInfo> streams) {
        throw new AssertionError("the scene never changes its stream");
    }

    @Override
    public void packet(int stream, ByteBuffer payload, long ptsNs, long dtsNs, boolean key) {
        ByteBuffer padded = ByteBuffer.allocateDirect(payload.remaining() + PADDING);
        padded.put(payload.duplicate()).flip();
        try {
            decoder.decode(
                    new Packet(padded, ptsNs, dtsNs, key, capture.streams().get(0)),
                    picture -> viewer.see(picture, capture.truth()));
        } catch (DecodeException e) {
            throw new AssertionError("the decoder does not take what the scene's encoder gives", e);
        }
    }

    @Override
    public void close() {
        decoder.close();
        capture.close();
    }

    /** A packet that nobody keeps. */
    private record Packet(ByteBuffer payload, long ptsNs, long dtsNs, boolean key, StreamInfo stream)
            implements MediaPacket {

        @Override
        public Instant arrival() {
            return Instant.EPOCH.plusNanos(ptsNs);
        }

        @Override
        public MediaPacket retain() {
            return this;
        }

        @Override
        public void close() {
            // Nobody counts.
        }
    }
}
