package io.vedette.pipeline.clip;

import io.vedette.api.media.ClipWriter;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.core.spi.media.Hub;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One order's way from the ring into its file. Where the camera is lost, or its stream's parameters change, the clip ends early.
 *
 * <p>Confined to the clip's thread.
 */
final class ClipRun implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ClipRun.class);
    /** How much later than its end a clip's last packet may come. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ClipOrder order;
    private final InstantSource clock;
    private final Supplier<ClipWriter> writers;
    private final Clips.Done done;
    private StreamInfo stream;
    private ClipWriter.Clip clip;

    ClipRun(ClipOrder order, InstantSource clock, Supplier<ClipWriter> writers, Clips.Done done) {
        this.order = order;
        this.clock = clock;
        this.writers = writers;
        this.done = done;
    }

    /** Never begins. */
    void refuse(String reason) {
        failed(reason);
        done.done(false);
    }

    private void failed(String reason) {
        LOG.warn("There will be no clip {}: {}", order.file(), reason);
    }

    @Override
    public void run() {
        boolean written = false;
        // plug-in edge: on
        try {
            written = write();
        } catch (IOException e) {
            failed(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed("the program stops");
        } catch (RuntimeException | Error e) {
            LOG.debug("The clip writer failed", e);
            failed("the clip writer failed: " + e.getClass().getSimpleName());
        }
        // plug-in edge: off
        done.done(written);
    }

    private boolean write() throws IOException, InterruptedException {
        ClipWriter writer = writers.get();
        if (writer == null) {
            throw new IOException("no bundle is there that writes clips");
        }
        Thread reader = Thread.currentThread();
        try (Hub.Cursor cursor = order.hub().since(order.from(), () -> LockSupport.unpark(reader))) {
            long untilNs = System.nanoTime() + patienceNs();
            boolean more = true;
            while (more) {
                Optional<MediaPacket> next = await(cursor, untilNs);
                more = next.isPresent() && take(next.get(), writer);
            }
            if (clip == null) {
                throw new IOException("no picture came in its time");
            }
            clip.finish();
            return true;
        } finally {
            if (clip != null) {
                clip.close();
            }
        }
    }

    private long patienceNs() {
        Duration ahead = Duration.between(clock.instant(), order.to());
        return (ahead.isNegative() ? PATIENCE : ahead.plus(PATIENCE)).toNanos();
    }

    /** The next packet, or none where the time is over or the media at its end. */
    private Optional<MediaPacket> await(Hub.Cursor cursor, long untilNs) throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            // Asked before the cursor: what came before the end is read.
            boolean ended = order.hub().connection().ended();
            Optional<MediaPacket> next = cursor.next();
            long leftNs = untilNs - System.nanoTime();
            if (next.isPresent() || ended || leftNs <= 0) {
                return next;
            }
            LockSupport.parkNanos(this, leftNs);
        }
    }

    /** Whether more is wanted. */
    private boolean take(MediaPacket owned, ClipWriter writer) throws IOException {
        try (MediaPacket packet = owned) {
            if (packet.arrival().isAfter(order.to())) {
                return false;
            }
            if (clip == null && packet.key()) {
                begin(packet.stream(), writer);
            }
            if (clip == null) {
                return true;
            }
            if (!packet.stream().equals(stream)) {
                return false;
            }
            clip.add(packet);
            return packet.arrival().isBefore(order.to());
        }
    }

    private void begin(StreamInfo of, ClipWriter writer) throws IOException {
        if (!writer.supports(of)) {
            throw new IOException("streams of " + of.codec() + " can't be put into clips");
        }
        stream = of;
        clip = writer.begin(order.file(), of);
    }
}
