package io.vedette.face;

import io.vedette.api.Box;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceException;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.Frame;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.worker.Recurring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down whom lanes saw, on a thread of its own: strangers' faces and when people were seen, and forgets what is past its
 * time. At most {@value #MOST_WAITING} faces wait with their frames; then the oldest goes. Thread-safe; {@link #run} is its
 * thread's.
 */
final class FaceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(FaceDesk.class);
    static final int MOST_WAITING = 16;
    private static final int MOST_BYTES = 96 << 10;
    private static final long TIDY_FIRST_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long TIDY_EVERY_NS = TimeUnit.HOURS.toNanos(1);
    private static final long NEVER_NS = TimeUnit.DAYS.toNanos(365);

    private final Gallery gallery;
    private final People people;
    private final Strangers strangers;
    private final Slot<PictureEncoder> encoder;
    private final Supplier<FaceSetup> setup;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting> faces = new ArrayDeque<>();
    private final Recurring dropped = new Recurring();
    private final Recurring failures = new Recurring();
    private Map<Long, Instant> sightings = new HashMap<>();
    private boolean busy;
    private boolean stopping;
    private long deadlineNs;
    private long tidyAtNs = System.nanoTime() + TIDY_FIRST_NS;

    /** A stranger's face on its way: the frame is this one's to close. Immutable. */
    record Waiting(Frame frame, Box face, Embedding embedding, double quality, Strangers.Visit visit) {}

    FaceDesk(
            Gallery gallery,
            People people,
            Strangers strangers,
            Slot<PictureEncoder> encoder,
            Supplier<FaceSetup> setup) {
        this.gallery = gallery;
        this.people = people;
        this.strangers = strangers;
        this.encoder = encoder;
        this.setup = setup;
    }

    /** Takes a stranger's face and its frame over; never waits for the disk. */
    void offer(Waiting face) {
        Waiting tooMuch = face;
        lock.lock();
        try {
            if (!stopping) {
                faces.addLast(face);
                tooMuch = faces.size() > MOST_WAITING ? faces.pollFirst() : null;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (tooMuch != null) {
            tooMuch.frame().close();
            long times = dropped.again();
            if (times > 0) {
                LOG.warn("Faces of strangers come faster than they are stored; {} were let go", times);
            }
        }
    }

    /** Before it runs: nothing past its time is forgotten here, and no removal is finished. */
    void leaveTidying() {
        tidyAtNs = System.nanoTime() + NEVER_NS;
    }

    /** A person was seen. */
    void sighted(long person, Instant at) {
        lock.lock();
        try {
            sightings.merge(person, at, (a, b) -> a.isAfter(b) ? a : b);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Faces that were let go since the start. */
    long dropped() {
        return dropped.total();
    }

    /** Waits until all that was offered is written, at most so long. */
    void settle(Duration atMost) throws InterruptedException {
        long leftNs = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while ((busy || !faces.isEmpty() || !sightings.isEmpty()) && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the thread write what waits, for at most so long, and end. */
    void stop(Duration atMost) {
        lock.lock();
        try {
            stopping = true;
            deadlineNs = System.nanoTime() + atMost.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is offered until it is to stop; may be run anew where it broke. */
    void run() throws InterruptedException {
        while (!isOver()) {
            step();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            boolean nothingLeft = faces.isEmpty() && sightings.isEmpty();
            return stopping && (nothingLeft || System.nanoTime() - deadlineNs > 0);
        } finally {
            lock.unlock();
        }
    }

    /** Writes one face, and the sightings that gathered; or waits for some. */
    private void step() throws InterruptedException {
        Optional<Waiting> face;
        Map<Long, Instant> seen;
        lock.lockInterruptibly();
        try {
            long leftNs = tidyAtNs - System.nanoTime();
            while (faces.isEmpty() && sightings.isEmpty() && !stopping && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            face = Optional.ofNullable(faces.pollFirst());
            seen = sightings;
            sightings = new HashMap<>();
            busy = true;
        } finally {
            lock.unlock();
        }
        boolean done = false;
        try {
            write(face, seen);
            done = true;
        } finally {
            rests(done ? Map.of() : seen);
        }
    }

    private void rests(Map<Long, Instant> unwritten) {
        lock.lock();
        try {
            unwritten.forEach(this::sighted);
            busy = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(Optional<Waiting> face, Map<Long, Instant> seen) {
        try {
            if (face.isPresent()) {
                keep(face.get());
            }
            if (!seen.isEmpty()) {
                people.seen(seen);
            }
            if (System.nanoTime() - tidyAtNs > 0) {
                tidyAtNs = System.nanoTime() + TIDY_EVERY_NS;
                tidy();
            }
            failures.wentWell();
        } catch (FaceException e) {
            long times = failures.again();
            if (times > 0) {
                LOG.warn("What was seen of faces was not stored ({} times): {}", times, e.getMessage());
            }
        }
    }

    private void tidy() throws FaceException {
        int forgotten = strangers.forgetBefore(gallery.now().minus(setup.get().retention()));
        if (forgotten > 0) {
            LOG.info("{} strangers were forgotten, past their time", forgotten);
        }
        people.finishRemovals();
    }

    private void keep(Waiting waiting) throws FaceException {
        double threshold = setup.get().threshold();
        byte[] jpeg;
        try (Frame frame = waiting.frame()) {
            if (!setup.get().strangers() || isSomebody(waiting.embedding(), threshold)) {
                return;
            }
            jpeg = jpeg(frame, waiting.face());
        }
        if (jpeg.length > 0) {
            NewFace face = new NewFace(waiting.embedding(), waiting.quality(), jpeg);
            strangers.keep(face, waiting.visit(), threshold);
        }
    }

    /** Whether the stranger was enrolled meanwhile. */
    private boolean isSomebody(Embedding embedding, double threshold) {
        float[] likeness = gallery.album().index(embedding).likeness(embedding.values());
        return FaceIndex.best(likeness).likeness() >= threshold;
    }

    /** A JPEG of the face; empty where there is no encoder, or it fails. */
    private byte[] jpeg(Frame frame, Box face) throws FaceException {
        Box part = Crops.part(face);
        int widthPx = Crops.widthPx(part, frame.widthPx(), frame.heightPx());
        try (Slot<PictureEncoder>.Loan loan = encoder.lend()) {
            return loan.service().isEmpty() ? new byte[0] : loan.service().get().jpeg(frame, part, widthPx, MOST_BYTES);
        } catch (DecodeException e) {
            throw new FaceException("no picture could be made: " + e.getMessage(), e);
            // plug-in edge: on
        } catch (RuntimeException e) {
            // plug-in edge: off
            throw new FaceException("no picture could be made: " + e, e);
        }
    }

    /** Lets what waits go, and takes nothing any more. */
    void close() {
        stop(Duration.ZERO);
        lock.lock();
        try {
            faces.forEach(each -> each.frame().close());
            if (!faces.isEmpty()) {
                LOG.warn("{} faces of strangers were not stored before the stop", faces.size());
            }
            faces.clear();
            sightings.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
