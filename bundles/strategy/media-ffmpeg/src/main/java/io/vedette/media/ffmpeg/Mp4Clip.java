package io.vedette.media.ffmpeg;

import io.vedette.api.media.ClipWriter;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MP4 file on its way: written beside its place under a name that ends in {@code .part}, and moved there when it is complete.
 *
 * <p>Pictures that are shown before the first one, though they come behind it, refer to what is not in the clip (H.264 open GOPs,
 * the leading pictures of ITU-T H.265 section 3.78) and are left out. Confined to one thread at a time.
 */
final class Mp4Clip implements ClipWriter.Clip {
    private static final Logger LOG = LoggerFactory.getLogger(Mp4Clip.class);
    private static final long TICKS_PER_S = Muxer.TICKS_PER_S;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long USUAL_STEP = TICKS_PER_S / 25;
    /** Where the rate that a stream states is trusted. */
    private static final double MOST_FPS = 1000;

    private static final double LEAST_FPS = 0.1;
    /** No camera pauses for longer within one clip. The muxer would end the process at 2^31 ticks, which are 6.6 hours. */
    private static final long LONGEST_STEP_S = 3600;

    private final Path target;
    private final Path part;
    private final StreamInfo video;
    private final Muxer muxer;
    private long beginNs;
    private long lastDts;
    private long step;
    private boolean begun;
    private boolean leading;
    private boolean closed;

    static Mp4Clip begin(Path target, StreamInfo video) throws IOException {
        Path whole = target.toAbsolutePath();
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return new Mp4Clip(whole, whole.resolveSibling("." + whole.getFileName() + "." + random + ".part"), video);
    }

    /** Tests name the file that is written meanwhile. */
    Mp4Clip(Path target, Path part, StreamInfo video) throws IOException {
        this.target = target;
        this.part = part;
        this.video = video;
        this.step = usualStep(video);
        try {
            muxer = new Muxer(part, video);
        } catch (IOException e) {
            deletePart();
            throw new IOException(says(e.getMessage()), e);
        }
    }

    @Override
    public void add(MediaPacket packet) throws IOException {
        require(!closed, "it is closed already");
        require(
                Codec.same(packet.stream(), video),
                "the stream's parameters changed from " + shown(video) + " to " + shown(packet.stream()));
        if (!begun) {
            begin(packet);
        } else if (leading) {
            leading = packet.ptsNs() < beginNs;
            if (leading) {
                return;
            }
        }
        long dts = ticks(packet.dtsNs());
        if (lastDts != Long.MIN_VALUE) {
            dts = Math.max(dts, lastDts + 1);
            step = dts - lastDts;
        }
        long pts = Math.max(dts, ticks(packet.ptsNs()));
        boolean possible = step <= LONGEST_STEP_S * TICKS_PER_S && pts - dts <= LONGEST_STEP_S * TICKS_PER_S;
        require(possible, "a packet lies more than " + LONGEST_STEP_S + " s from the one before");
        try {
            muxer.write(packet, pts, dts, step);
        } catch (IOException e) {
            throw new IOException(says(e.getMessage()), e);
        }
        lastDts = dts;
    }

    private void begin(MediaPacket first) throws IOException {
        require(first.key(), "its first packet is no key frame");
        if (!video.extradata().hasRemaining()) {
            ByteBuffer bytes = first.payload().duplicate().rewind();
            boolean told = bytes.hasRemaining() && Muxer.inBand(video, bytes);
            require(told, "neither the stream nor its first packet tells how it is encoded");
        }
        begun = true;
        leading = true;
        beginNs = first.ptsNs();
        lastDts = Long.MIN_VALUE;
    }

    private long ticks(long ns) throws IOException {
        long since = ns - beginNs;
        boolean countable = Math.max(since, -since) < Long.MAX_VALUE / TICKS_PER_S && since != Long.MIN_VALUE;
        require(countable, "a packet's time is out of range");
        return Math.floorDiv(since * (TICKS_PER_S / 1000) + NS_PER_S / 2000, NS_PER_S / 1000);
    }

    /** How long the only packet of a clip is shown. */
    private static long usualStep(StreamInfo video) {
        try {
            double fps = Double.parseDouble(video.attributes().getOrDefault("fps", "0"));
            return fps >= LEAST_FPS && fps <= MOST_FPS ? Math.round(TICKS_PER_S / fps) : USUAL_STEP;
        } catch (NumberFormatException e) {
            return USUAL_STEP;
        }
    }

    private static String shown(StreamInfo stream) {
        return stream.codec() + " " + stream.widthPx() + "x" + stream.heightPx();
    }

    @Override
    public void finish() throws IOException {
        require(!closed, "it is closed already");
        try {
            require(begun, "it holds no picture");
            complete();
        } finally {
            close();
        }
    }

    private void complete() throws IOException {
        try {
            muxer.complete();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw new IOException(says(e.getReason() == null ? e.getClass().getSimpleName() : e.getReason()), e);
        } catch (IOException e) {
            throw new IOException(says(e.getMessage()), e);
        }
    }

    private void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException(says(otherwise));
        }
    }

    private String says(String reason) {
        return "can't write the clip " + target + ": " + reason;
    }

    private void deletePart() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.warn("The unfinished clip {} can't be deleted: {}", part, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            muxer.close();
            deletePart();
        }
    }
}
