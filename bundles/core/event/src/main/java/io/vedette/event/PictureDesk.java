package io.vedette.event;

import io.vedette.api.Box;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.Frame;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.worker.Recurring;
import io.vedette.core.spi.worker.Signal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pictures of events, on a thread of its own: a frame that waits is replaced by a better one of the same event, and
 * at most {@value #MOST_WAITING} wait, so that pictures never hold up a lane or empty the frame pool. Where no encoder is there,
 * there are no pictures. Thread-safe.
 */
final class PictureDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PictureDesk.class);
    static final int MOST_WAITING = 12;
    private static final int WIDTH_PX = 1280;
    private static final int MOST_BYTES = 256 << 10;
    private static final long IDLE_MS = 60_000;
    private static final long ENCODER_LEAVING_MS = 4_000;

    private final PictureFolder folder;
    private final LiveFacts live;
    private final Map<UUID, Request> waiting = new LinkedHashMap<>();
    private final Set<UUID> stored = ConcurrentHashMap.newKeySet();
    private final Set<UUID> over = ConcurrentHashMap.newKeySet();
    private final Signal news = new Signal();
    private final Recurring failures = new Recurring();
    private final ReentrantLock encoding = new ReentrantLock();
    private volatile PictureEncoder encoder;
    private volatile boolean closed;
    private volatile Duration retention;

    PictureDesk(PictureFolder folder, LiveFacts live, Duration retention) {
        this.folder = folder;
        this.live = live;
        this.retention = retention;
    }

    void encoder(PictureEncoder arrived) {
        encoder = arrived;
    }

    /** An encoder leaves; returns when no call runs in it any more, at the latest after 4 s. */
    void encoderLeaves(PictureEncoder leaving) {
        if (!leaving.equals(encoder)) {
            return;
        }
        encoder = null;
        try {
            if (encoding.tryLock(ENCODER_LEAVING_MS, TimeUnit.MILLISECONDS)) {
                encoding.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void retention(Duration changed) {
        retention = changed;
    }

    /** Takes a frame of an event; a worse one of the same event that still waits is let go. */
    void offer(Chronicle.Portrait of, Frame frame) {
        if (encoder == null || closed) {
            return;
        }
        synchronized (waiting) {
            letGo(waiting.remove(of.eventId()));
            if (waiting.size() == MOST_WAITING) {
                Iterator<Request> oldest = waiting.values().iterator();
                letGo(oldest.next());
                oldest.remove();
            }
            waiting.put(of.eventId(), new Request(of, frame.retain()));
        }
        news.give();
    }

    /** Where the clip of an event is to be put; empty where its folder cannot be made. */
    Optional<Path> clip(UUID eventId, Instant started) {
        try {
            return Optional.of(folder.clip(eventId, started));
        } catch (IOException e) {
            tell("has no folder for its clip: " + e);
            return Optional.empty();
        }
    }

    /** Whether a picture of an open event is stored. */
    boolean stored(UUID eventId) {
        return stored.contains(eventId);
    }

    /** The event has ended: what is remembered of it can go once its last picture is stored. */
    void over(UUID eventId) {
        synchronized (waiting) {
            if (waiting.containsKey(eventId)) {
                over.add(eventId);
            } else {
                stored.remove(eventId);
            }
        }
    }

    /** Makes what is offered, until the desk is closed. */
    void run() throws InterruptedException {
        ProcessHandle.current().info().startInstant().ifPresent(folder::sweep);
        while (!closed) {
            long seen = news.seen();
            Request next = next();
            if (next != null) {
                make(next);
            } else {
                folder.prune(retention);
                news.await(seen, IDLE_MS);
            }
        }
    }

    /** Lets all waiting frames go. */
    void close() {
        closed = true;
        news.give();
        synchronized (waiting) {
            waiting.values().forEach(PictureDesk::letGo);
            waiting.clear();
        }
    }

    private Request next() {
        synchronized (waiting) {
            Iterator<Request> first = waiting.values().iterator();
            if (!first.hasNext()) {
                return null;
            }
            Request request = first.next();
            first.remove();
            return request;
        }
    }

    private void make(Request request) {
        Chronicle.Portrait of = request.of();
        byte[] jpeg = encode(request);
        if (jpeg.length == 0) {
            return;
        }
        live.post(new LiveFact.Snapshot(of.cameraId(), of.label(), ByteBuffer.wrap(jpeg)));
        try {
            folder.store(of.eventId(), of.started(), jpeg);
            failures.wentWell();
        } catch (IOException e) {
            tell("could not be stored: " + e);
            return;
        }
        synchronized (waiting) {
            if (!over.remove(of.eventId())) {
                stored.add(of.eventId());
            }
        }
    }

    /** The picture, empty where none could be made; the frame is let go in any case. */
    private byte[] encode(Request request) {
        encoding.lock();
        try (Frame frame = request.frame()) {
            PictureEncoder now = encoder;
            return now == null ? new byte[0] : now.jpeg(frame, Box.FRAME, WIDTH_PX, MOST_BYTES);
        } catch (DecodeException e) {
            tell("could not be made: " + e.getMessage());
            // plug-in edge: on
        } catch (RuntimeException e) {
            // plug-in edge: off
            tell("could not be made: " + e);
        } finally {
            encoding.unlock();
        }
        return new byte[0];
    }

    private void tell(String what) {
        long times = failures.again();
        if (times > 0) {
            LOG.warn("The picture of an event {} ({} in a row)", what, times);
        }
    }

    private static void letGo(Request request) {
        if (request != null) {
            request.frame().close();
        }
    }

    private record Request(Chronicle.Portrait of, Frame frame) {}
}
