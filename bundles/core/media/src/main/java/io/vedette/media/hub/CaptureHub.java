package io.vedette.media.hub;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.MediaSource;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera's hub: one thread connects, reads and backs off; readers follow in the ring. Thread-safe.
 *
 * <p>A stream that falls silent is {@code STALLED} after 4 s and given up after 8 s.
 */
final class CaptureHub implements Hub {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureHub.class);
    private static final long STALLED_NS = 4_000_000_000L;
    private static final long GIVEN_UP_NS = 8_000_000_000L;
    private static final long OPEN_LIMIT_NS = 10_000_000_000L;
    private static final long CLOSE_LIMIT_MS = 2_000;

    private final Hubs.Settings settings;
    private final Sources sources;
    private final InstantSource clock;
    private final PacketRing ring;
    private final CopyOnWriteArrayList<Follower> followers = new CopyOnWriteArrayList<>();
    private final Consumer<CaptureHub> onClose;
    private final Thread thread;
    private final Intake intake;
    private volatile Connection connection;
    private volatile boolean closed;
    private volatile MediaSource serving;
    private volatile MediaSource leaving;
    private volatile long aliveAtNs = System.nanoTime();
    private volatile long aliveLimitNs = OPEN_LIMIT_NS;

    CaptureHub(Hubs.Settings settings, Sources sources, Slab slab, InstantSource clock, Consumer<CaptureHub> onClose) {
        this.onClose = onClose;
        this.settings = settings;
        this.sources = sources;
        this.clock = clock;
        boolean follow = settings.feed() == Hubs.Feed.FOLLOW;
        this.ring = new PacketRing(settings.preroll().toNanos(), follow);
        this.intake = new Intake(this, slab, clock, follow);
        this.connection = new Connection(Connection.State.CONNECTING, clock.instant(), "", 0, 0, false);
        this.thread = new Thread(this::capture, "vedette-capture-" + settings.cameraId());
        this.thread.setDaemon(true);
    }

    CaptureHub start() {
        thread.start();
        return this;
    }

    private void capture() {
        Backoff backoff = new Backoff(RandomGenerator.getDefault());
        while (!closed && !connection.ended()) {
            try {
                connectAndRead(backoff);
            } catch (CaptureException e) {
                failed(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            if (!closed && !connection.ended() && connection.state() == Connection.State.BACKOFF) {
                waitFor(backoff.failedMs());
            }
        }
        LOG.debug("Capture of camera {} ended", settings.cameraId());
    }

    private void connectAndRead(Backoff backoff) throws CaptureException, InterruptedException {
        MediaSource source = sources.choose(settings.uri());
        serving = source;
        try {
            alive(OPEN_LIMIT_NS);
            var request = new MediaSource.Request(settings.uri(), settings.transport(), Map.of());
            try (MediaSource.Capture capture = source.open(request, this::giveUp)) {
                alive(GIVEN_UP_NS);
                intake.connected(capture);
                while (!closed && leaving != source && capture.read(intake)) {
                    intake.throwRefused();
                    backoff.succeeded();
                    alive(GIVEN_UP_NS);
                }
            }
            if (!closed && leaving != source) {
                ended();
            }
        } finally {
            serving = null;
            sources.released();
        }
    }

    /** The media is at its end: a live stream broke off, a file begins anew or was read for good. */
    private void ended() throws CaptureException {
        if (!intake.file()) {
            throw new CaptureException("the camera ended the stream");
        }
        if (settings.feed() == Hubs.Feed.FOLLOW) {
            Connection c = connection;
            connection = new Connection(c.state(), c.since(), "", c.packets(), c.connects(), true);
            tellFollowers();
        } else if (intake.packets() == 0) {
            throw new CaptureException("the file holds no pictures");
        }
    }

    private void failed(String reason) {
        Connection c = connection;
        if (closed) {
            return;
        }
        if (c.state() != Connection.State.BACKOFF || !c.reason().equals(reason)) {
            LOG.warn("Camera {} is lost: {}; trying again", settings.cameraId(), reason);
        }
        Instant since = c.state() == Connection.State.BACKOFF ? c.since() : clock.instant();
        connection = new Connection(Connection.State.BACKOFF, since, reason, c.packets(), c.connects(), false);
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
        Connection c = connection;
        boolean online = c.state() == Connection.State.ONLINE;
        connection = new Connection(
                Connection.State.ONLINE,
                online ? c.since() : clock.instant(),
                "",
                c.packets() + 1,
                c.connects() + (firstOfConnection ? 1 : 0),
                false);
        tellFollowers();
    }

    /** Waits, unless the hub is closed meanwhile. */
    synchronized void waitFor(long ms) {
        long until = System.nanoTime() + ms * 1_000_000;
        try {
            for (long left = ms; left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void alive(long limitNs) {
        aliveAtNs = System.nanoTime();
        aliveLimitNs = limitNs;
    }

    /** Asked by the source from native code, often. */
    private boolean giveUp() {
        return closed || (leaving != null && leaving == serving) || System.nanoTime() - aliveAtNs > aliveLimitNs;
    }

    /** A source's bundle goes: its capture is given up, another source takes over. */
    void sourceLeaves(MediaSource source) {
        leaving = source;
    }

    boolean uses(MediaSource source) {
        return serving == source;
    }

    private void tellFollowers() {
        for (Follower follower : followers) {
            follower.grew.run();
        }
    }

    @Override
    public Connection connection() {
        Connection c = connection;
        if (c.state() == Connection.State.ONLINE
                && !c.ended()
                && System.nanoTime() - aliveAtNs > STALLED_NS
                && settings.feed() == Hubs.Feed.LIVE) {
            return new Connection(
                    Connection.State.STALLED,
                    intake.lastArrival(),
                    "no packet for " + STALLED_NS / 1_000_000_000L + " s",
                    c.packets(),
                    c.connects(),
                    false);
        }
        return c;
    }

    @Override
    public void preroll(Duration preroll) {
        ring.preroll(preroll.toNanos());
    }

    @Override
    public Cursor follow(Runnable grew) {
        Follower follower = new Follower(ring.follow(), grew);
        followers.add(follower);
        return follower;
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
        ring.close();
        synchronized (this) {
            notifyAll();
        }
        try {
            thread.join(CLOSE_LIMIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The capture of camera {} has not stopped within {} ms", settings.cameraId(), CLOSE_LIMIT_MS);
        }
    }

    /** A cursor that also wants to be woken. */
    private final class Follower implements Cursor {
        private final PacketRing.RingCursor cursor;
        private final Runnable grew;

        Follower(PacketRing.RingCursor cursor, Runnable grew) {
            this.cursor = cursor;
            this.grew = grew;
        }

        @Override
        public Optional<MediaPacket> next() {
            return cursor.next();
        }

        @Override
        public void rewindToKey() {
            cursor.rewindToKey();
        }

        @Override
        public int skipToLatestKey() {
            return cursor.skipToLatestKey();
        }

        @Override
        public long lost() {
            return cursor.lost();
        }

        @Override
        public long behindNs() {
            return cursor.behindNs();
        }

        @Override
        public void close() {
            followers.remove(this);
            cursor.close();
        }
    }
}
