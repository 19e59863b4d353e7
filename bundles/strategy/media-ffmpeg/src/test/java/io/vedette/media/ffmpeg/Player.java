package io.vedette.media.ffmpeg;

import io.vedette.api.CameraInfo;
import io.vedette.api.media.CaptureException;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.Picture;
import io.vedette.api.media.StreamInfo;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads an address, decodes its video and remembers what came. */
final class Player implements MediaSource.Sink, AutoCloseable {
    static final FfmpegSource SOURCE = new FfmpegSource();
    static final FfmpegDecoder DECODER = new FfmpegDecoder();
    static final CameraInfo CAMERA = new CameraInfo("test", Set.of("*"), 0.5, Map.of());

    final List<List<StreamInfo>> changes = new ArrayList<>();
    final List<Long> ptsNs = new ArrayList<>();
    final List<String> sizes = new ArrayList<>();
    final List<String> md5 = new ArrayList<>();
    long packets;
    long keys;
    long bytes;
    long pictures;
    long damaged;
    boolean fullRange;
    boolean hashing;
    FrameDecoder.Session decoder;
    private List<StreamInfo> streams;
    private Consumer<Picture> watcher = picture -> {};

    static MediaSource.Request request(String uri) {
        return new MediaSource.Request(uri, "tcp", Map.of());
    }

    static MediaSource.Capture open(String uri) throws CaptureException {
        return SOURCE.open(request(uri), () -> false);
    }

    /** Plays a file to its end. */
    static Player play(Path file, boolean hashing) throws CaptureException, DecodeException {
        try (Player player = new Player();
                MediaSource.Capture capture = open(file.toString())) {
            player.hashing = hashing;
            player.decodeWith(capture.streams());
            while (capture.read(player)) {
                // The sink counts.
            }
            player.decoder.drain(player::picture);
            return player;
        }
    }

    Player decodeWith(List<StreamInfo> of) throws DecodeException {
        streams = of;
        decoder = DECODER.open(CAMERA, video());
        return this;
    }

    Player watch(Consumer<Picture> with) {
        watcher = with;
        return this;
    }

    private StreamInfo video() {
        return streams.stream()
                .filter(stream -> stream.kind() == StreamInfo.Kind.VIDEO)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void streams(List<StreamInfo> now) {
        changes.add(now);
        streams = now;
    }

    @Override
    public void packet(int stream, ByteBuffer payload, long pts, long dts, boolean key) {
        if (streams != null && streams.get(stream).kind() != StreamInfo.Kind.VIDEO) {
            return;
        }
        packets++;
        bytes += payload.remaining();
        keys += key ? 1 : 0;
        ptsNs.add(pts);
        if (decoder != null) {
            try {
                decoder.decode(new Packet(payload, pts, dts, key, video()), this::picture);
            } catch (DecodeException e) {
                damaged++;
            }
        }
    }

    void picture(Picture picture) {
        pictures++;
        fullRange = picture.fullRange();
        String size = picture.widthPx() + "x" + picture.heightPx();
        if (sizes.isEmpty() || !sizes.get(sizes.size() - 1).equals(size)) {
            sizes.add(size);
        }
        if (hashing) {
            md5.add(md5(picture));
        }
        watcher.accept(picture);
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder.close();
        }
    }

    static String md5(Picture picture) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (int i = 0; i < 3; i++) {
                int columns = i == 0 ? picture.widthPx() : (picture.widthPx() + 1) / 2;
                int rows = i == 0 ? picture.heightPx() : (picture.heightPx() + 1) / 2;
                for (int row = 0; row < rows; row++) {
                    digest.update(picture.plane(i).slice(row * picture.stridePx(i), columns));
                }
            }
            return String.format("%032x", new BigInteger(1, digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new java.io.IOException(e));
        }
    }

    /** A packet as core would make it. */
    record Packet(ByteBuffer payload, long ptsNs, long dtsNs, boolean key, StreamInfo stream) implements MediaPacket {
        @Override
        public Instant arrival() {
            return Instant.EPOCH;
        }

        @Override
        public MediaPacket retain() {
            return this;
        }

        @Override
        public void close() {}
    }
}
