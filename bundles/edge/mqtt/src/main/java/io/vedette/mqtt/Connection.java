package io.vedette.mqtt;

import io.vedette.api.event.SinkException;
import io.vedette.core.spi.worker.Worker;
import io.vedette.core.spi.worker.WorkerState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standing connection to the broker: one thread, {@code vedette-mqtt}, connects, serves a {@link Voyage}, and after a loss
 * backs off and connects again. Thread-safe; {@link #start} once.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_EMBEDDED = Duration.ofMillis(300);
    private static final Duration WAIT_FOR_LINK = Duration.ofSeconds(2);
    private static final long PUBACK_S = 10;
    private static final long STEADY_NS = TimeUnit.SECONDS.toNanos(10);
    private static final Duration LEAVE = Duration.ofSeconds(2);

    /** What a connection is made of. */
    record Parts(
            Link.Opener opener,
            Supplier<Optional<URI>> embedded,
            Supplier<String> ownClientId,
            Orders orders,
            Presses presses,
            Stats stats) {}

    private final Parts parts;
    private final RetainedBoard board;
    private final Semaphore wake = new Semaphore(0);
    private final Mooring mooring = new Mooring();
    private final Backoff backoff =
            new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    private final CountedWarning unreachable = new CountedWarning("No MQTT broker");
    private volatile Optional<Settings> settings = Optional.empty();
    private volatile CompletableFuture<Void> underway = new CompletableFuture<>();
    private volatile String trouble = "not connected yet";
    private final Worker worker = Worker.of("vedette-mqtt", this::run);

    Connection(Parts parts) {
        this.parts = parts;
        this.board = new RetainedBoard(wake::release);
    }

    RetainedBoard board() {
        return board;
    }

    /** Starts the thread; blocks for nothing. */
    void start() {
        worker.start();
    }

    WorkerState worker() {
        return worker.state();
    }

    /** New settings; the thread reconnects by itself where they differ. */
    void apply(Settings wish) {
        if (!settings.equals(Optional.of(wish))) {
            settings = Optional.of(wish);
            wake.release();
        }
    }

    /** See {@link io.vedette.api.event.EventSink#deliver}. */
    void deliver(String json) throws SinkException, InterruptedException {
        Mooring.Moored at = mooring.await(WAIT_FOR_LINK)
                .orElseThrow(() -> new SinkException("no MQTT broker is connected: " + trouble));
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Void> answer = at.link().publish(at.topics().full(Topics.EVENTS), payload, false);
        underway = answer;
        try {
            if (mooring.hasLeft()) {
                throw new InterruptedException("the MQTT edge is leaving");
            }
            answer.get(PUBACK_S, TimeUnit.SECONDS);
            parts.stats().eventsSent.incrementAndGet();
        } catch (CancellationException e) {
            throw (InterruptedException) new InterruptedException("the MQTT edge is leaving").initCause(e);
        } catch (ExecutionException e) {
            throw new SinkException(
                    "the MQTT broker did not take it: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new SinkException("the MQTT broker did not acknowledge it within " + PUBACK_S + " s", e);
        }
    }

    /** Says good-bye and ends the thread; takes 2 s at most. A delivery in progress ends by InterruptedException. */
    void stop() {
        mooring.leave();
        underway.cancel(false);
        worker.stop(LEAVE);
    }

    private void run() throws InterruptedException {
        while (!mooring.hasLeft()) {
            Optional<Settings> wish = settings;
            Optional<URI> broker = wish.flatMap(set -> set.broker().or(parts.embedded()));
            if (broker.isEmpty()) {
                trouble = wish.isEmpty() ? "its settings are not valid" : "the embedded broker is not there";
                pause(LOOK_FOR_EMBEDDED, wish);
            } else {
                visit(wish.get(), broker.get());
                pause(settings.equals(wish) ? backoff.failed() : Duration.ZERO, wish);
            }
        }
    }

    private void visit(Settings wish, URI broker) throws InterruptedException {
        String clientId = wish.clientId().orElseGet(parts.ownClientId());
        Link.Terms terms = new Link.Terms(wish, clientId, new Topics(wish.prefix()));
        Voyage voyage = new Voyage(parts, terms, board, wake);
        long began = System.nanoTime();
        try (Link link = parts.opener().open(broker, terms, voyage, PATIENCE)) {
            serve(voyage, link, wish, broker);
        } catch (LinkException e) {
            trouble = e.getMessage();
            unreachable.tell(broker + ": " + trouble + "; events wait in the outbox");
        }
        if (System.nanoTime() - began > STEADY_NS) {
            backoff.succeeded();
        }
    }

    private void serve(Voyage voyage, Link link, Settings wish, URI broker) throws LinkException, InterruptedException {
        try {
            voyage.hello(link);
            LOG.info("MQTT: connected to {}, topics below {}", broker, wish.prefix());
            parts.stats().connections.incrementAndGet();
            unreachable.reset();
            mooring.arrive(new Mooring.Moored(link, voyage.topics()));
            while (!link.isLost() && settings.equals(Optional.of(wish))) {
                voyage.step(link);
            }
            if (link.isLost()) {
                throw new LinkException("connection lost", null);
            }
            voyage.goodBye(link, isMovingFrom(wish));
        } catch (InterruptedException e) {
            voyage.goodBye(link, false);
            throw e;
        } finally {
            mooring.depart(link);
        }
    }

    /** Whether topics are about to stand elsewhere. */
    private boolean isMovingFrom(Settings old) {
        return settings.filter(
                        now -> now.prefix().equals(old.prefix()) && now.broker().equals(old.broker()))
                .isEmpty();
    }

    private void pause(Duration length, Optional<Settings> wish) throws InterruptedException {
        long deadline = System.nanoTime() + length.toNanos();
        while (settings.equals(wish) && !mooring.hasLeft()) {
            long rest = deadline - System.nanoTime();
            if (rest <= 0) {
                return;
            }
            if (wake.tryAcquire(rest, TimeUnit.NANOSECONDS)) {
                wake.drainPermits();
            }
        }
    }
}
