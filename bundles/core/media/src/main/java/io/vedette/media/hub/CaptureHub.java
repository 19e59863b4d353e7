package io.vedette.media.hub;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.MediaSource;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream's hub: one thread connects, reads and backs off; readers follow in the ring. Thread-safe.
 *
 * <p>A stream that falls silent is {@code STALLED} after 4 s and given up after 8 s.
 */
final class CaptureHub implements Hub {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureHub.class);
    private static final long STALLED_NS = 4_000_000_000L;
    private static final long GIVEN_UP_NS = 8_000_000_000L;
    private static final long OPEN_LIMIT_NS = 10_000_000_000L;
    private static final long FIRST_SOURCE_NS = 5_000_000_000L;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Hubs.Settings settings;
    private final Sources sources;
    private final Clocks clocks;
    private final PacketRing ring;
    private final CopyOnWriteArrayList<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Consumer<CaptureHub> onClose;
    private final Worker worker;
    private final Intake intake;
    private final Backoff backoff = new Backoff(new SplittableRandom());
    /** All but the count of packets, which changes with each. */
    private volatile Connection connection;

    private final AtomicLong packets = new AtomicLong();
    private volatile boolean closed;
    private final AtomicBoolean ceased = new AtomicBoolean();
    private volatile long closeUntilNs;
    private volatile MediaSource serving;

    @SuppressWarnings("UnnecessaryLambda") // One object for all packets.
    private final BooleanSupplier unwanted = () -> !wanted(serving);

    private volatile boolean sourcesChanged;
    private final Pulse pulse;

    CaptureHub(Hubs.Settings settings, Sources sources, Slab slab, Clocks clocks, Consumer<CaptureHub> onClose) {
        this.onClose = onClose;
        this.settings = settings;
        this.sources = sources;
        this.clocks = clocks;
        this.pulse = new Pulse(clocks);
        boolean follow = settings.feed() == Hubs.Feed.FOLLOW;
        this.ring = new PacketRing(settings.preroll().toNanos(), follow);
        this.intake = new Intake(this, slab, clocks, follow, settings.origin());
        this.connection =
                new Connection(Connection.State.CONNECTING, clocks.wall().instant(), "", 0, 0, false);
        this.worker = Worker.vital("vedette-capture-" + settings.name(), this::capture);
        pulse.beats(OPEN_LIMIT_NS);
    }

    CaptureHub start() {
        worker.start();
        return this;
    }

    private void capture() {
        awaitFirstSource();
        while (!closed && !connection.ended() && !sources.stopping()) {
            sourcesChanged = false;
            try {
                connectAndRead();
            } catch (CaptureException e) {
                failed(e.getMessage());
            }
        }
        LOG.debug("Capture of camera {} ended", settings.name());
    }

    /** Cameras are there before their sources, when the program starts: that is no reason to call them lost. */
    private void awaitFirstSource() {
        long until = clocks.ns() + FIRST_SOURCE_NS;
        waitUntil(until, () -> closed || sources.canOpen(settings.uri()));
    }

    private void connectAndRead() throws CaptureException {
        // plug-in edge: on
        try {
            MediaSource source = sources.choose(settings.uri());
            serving = source;
            if (wanted(source)) {
                read(source);
            }
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            LOG.debug("The media source of camera {} failed", settings.name(), e);
            throw new CaptureException(
                    "the media source failed: " + e.getClass().getSimpleName(), e);
        } finally {
            serving = null;
            sources.released();
        }
        // plug-in edge: off
    }

    private void read(MediaSource source) throws CaptureException {
        pulse.beats(OPEN_LIMIT_NS);
        var request = new MediaSource.Request(settings.uri(), settings.transport(), Map.of());
        try (MediaSource.Capture capture = source.open(request, this::giveUp)) {
            pulse.beats(GIVEN_UP_NS);
            intake.connected(capture);
            boolean more = true;
            while (more && wanted(source)) {
                more = capture.read(intake);
                intake.throwRefused();
                throwIfSilent(null);
            }
            if (!more) {
                ended();
            }
        } catch (CaptureException e) {
            if (wanted(source)) {
                throwIfSilent(e);
                throw e;
            }
        }
    }

    /** Sound alone does not count: it is pictures that the camera is there for. */
    private void throwIfSilent(CaptureException cause) throws CaptureException {
        if (pulse.lost()) {
            throw new CaptureException("no picture for " + pulse.limitNs() / 1_000_000_000L + " s", cause);
        }
    }

    /** The media is at its end: a live stream broke off, a file begins anew or was read for good. */
    private void ended() throws CaptureException {
        if (!intake.file()) {
            throw new CaptureException("the camera ended the stream");
        }
        if (intake.packets() == 0) {
            throw new CaptureException("the file holds no pictures");
        }
        if (settings.feed() == Hubs.Feed.FOLLOW) {
            finished("");
        }
    }

    /** Tells why, and waits for the next attempt. What is followed is read once, even if it breaks off. */
    private void failed(String message) {
        Connection c = connection;
        if (closed || sources.stopping()) {
            return;
        }
        String reason = message == null ? "the media source gave no reason" : message;
        if (settings.feed() == Hubs.Feed.FOLLOW && packets.get() > 0) {
            finished(reason);
            return;
        }
        boolean already = c.state() == Connection.State.BACKOFF;
        if (!already || !c.reason().equals(reason)) {
            LOG.warn("Camera {} is lost: {}; trying again", settings.name(), reason);
        }
        Instant since = already ? c.since() : clocks.wall().instant();
        connection = new Connection(Connection.State.BACKOFF, since, reason, 0, c.connects(), false);
        tellFollowers();
        waitUntil(clocks.ns() + backoff.failedMs() * 1_000_000, () -> closed || sourcesChanged);
    }

    private void finished(String reason) {
        Connection c = connection;
        connection = new Connection(c.state(), c.since(), reason, 0, c.connects(), true);
        tellFollowers();
    }

    /** The intake hands over a packet. */
    void took(MediaPacket packet, boolean firstOfConnection) {
        try {
            ring.append(packet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        pulse.beats(GIVEN_UP_NS);
        backoff.succeeded();
        packets.incrementAndGet();
        Connection c = connection;
        boolean online = c.state() == Connection.State.ONLINE;
        if (firstOfConnection || !online || !c.reason().isEmpty() || c.ended()) {
            Instant since = online ? c.since() : clocks.wall().instant();
            long connects = c.connects() + (firstOfConnection ? 1 : 0);
            connection = new Connection(Connection.State.ONLINE, since, "", 0, connects, false);
        }
        tellFollowers();
    }

    /** The intake waits until a file's next packet is due. */
    void pauseUntil(long dueNs) {
        waitUntil(dueNs, unwanted);
    }

    private synchronized void waitUntil(long dueNs, BooleanSupplier over) {
        try {
            long leftMs = (dueNs - clocks.ns()) / 1_000_000;
            while (leftMs > 0 && !over.getAsBoolean()) {
                wait(leftMs);
                leftMs = (dueNs - clocks.ns()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private boolean wanted(MediaSource source) {
        return !closed && sources.present(source);
    }

    /** Asked by the source from native code, often. */
    private boolean giveUp() {
        MediaSource source = serving;
        return source == null || !wanted(source) || pulse.lost();
    }

    /** Sources came or went: a capture in one that went is given up, a camera that waits tries at once. */
    synchronized void sourcesChanged() {
        sourcesChanged = true;
        notifyAll();
    }

    boolean uses(MediaSource source) {
        return serving == source;
    }

    private void tellFollowers() {
        followers.forEach(Runnable::run);
    }

    @Override
    public Connection connection() {
        Connection c = connection;
        if (c.state() == Connection.State.ONLINE
                && !c.ended()
                && pulse.silentNs() > STALLED_NS
                && settings.feed() == Hubs.Feed.LIVE) {
            String silent = "no picture for " + STALLED_NS / 1_000_000_000L + " s";
            c = new Connection(Connection.State.STALLED, intake.lastArrival(), silent, 0, c.connects(), false);
        }
        return new Connection(c.state(), c.since(), c.reason(), packets.get(), c.connects(), c.ended());
    }

    @Override
    public void preroll(Duration preroll) {
        ring.preroll(preroll.toNanos());
    }

    @Override
    public Cursor follow(Runnable grew) {
        followers.add(grew);
        return ring.follow(() -> followers.remove(grew));
    }

    @Override
    public Cursor since(Instant arrival, Runnable grew) {
        followers.add(grew);
        return ring.since(arrival, () -> followers.remove(grew));
    }

    @Override
    public long ringBytes() {
        return ring.bytes();
    }

    @Override
    public void cease() {
        if (!ceased.getAndSet(true)) {
            closeUntilNs = System.nanoTime() + CLOSE_LIMIT.toNanos();
        }
        closed = true;
        ring.close();
        synchronized (this) {
            notifyAll();
        }
    }

    @Override
    public void close() {
        cease();
        onClose.accept(this);
        if (!worker.finish(Duration.ofNanos(closeUntilNs - System.nanoTime()))) {
            LOG.warn("The capture of camera {} has not stopped within {}", settings.name(), CLOSE_LIMIT);
        }
    }

    WorkerState worker() {
        return worker.state();
    }
}
