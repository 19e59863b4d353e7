package io.vedette.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is done on one link: say that we are here, bring the retained topics up to date, take orders and presses, tell the numbers, say
 * good-bye. Steps are confined to the connection's thread; the listener's calls come from the link's threads.
 */
final class Voyage implements Link.Listener {

    private static final int MOST_IN_FLIGHT = 100;
    private static final long ANSWER_S = 10;
    private static final long GOOD_BYE_MS = 700;
    private static final long STATS_NS = TimeUnit.SECONDS.toNanos(30);

    private final Connection.Parts parts;
    private final Topics topics;
    private final RetainedBoard board;
    private final Semaphore wake;
    private final Semaphore room = new Semaphore(MOST_IN_FLIGHT);
    private long statsDue = System.nanoTime();

    Voyage(Connection.Parts parts, Link.Terms terms, RetainedBoard board, Semaphore wake) {
        this.parts = parts;
        this.topics = terms.topics();
        this.board = board;
        this.wake = wake;
    }

    Topics topics() {
        return topics;
    }

    /** Asks for orders and presses, tells then that we are online, and has every retained topic sent again. */
    void hello(Link link) throws LinkException, InterruptedException {
        await(link.subscribe(topics.orders()));
        await(link.subscribe(topics.presses()));
        await(link.publish(topics.full(Topics.AVAILABLE), bytes("online"), true));
        board.resendAll();
    }

    /** Sends what is due, then waits until there is more to do, 1 s at most. */
    void step(Link link) throws LinkException, InterruptedException {
        long now = System.nanoTime();
        if (now - statsDue >= 0) {
            statsDue = now + STATS_NS;
            board.put(Topics.STATS, Facts.text(parts.stats().json(refusals())));
        }
        for (var entry = board.next(); entry.isPresent() && !link.isLost(); entry = board.next()) {
            send(link, entry.get());
        }
        if (wake.tryAcquire(1, TimeUnit.SECONDS)) {
            wake.drainPermits();
        }
    }

    private void send(Link link, RetainedBoard.Entry entry) throws LinkException, InterruptedException {
        if (!room.tryAcquire(ANSWER_S, TimeUnit.SECONDS)) {
            throw new LinkException("the broker does not answer", null);
        }
        ByteBuffer payload = entry.payload().duplicate();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        var unused = link.publish(topics.full(entry.topic()), bytes, true).whenComplete((done, failure) -> {
            room.release();
            if (failure == null) {
                board.sent(entry);
            }
        });
    }

    /**
     * Tells that we are offline; takes 1.4 s at most.
     *
     * @param moving our topics are about to stand elsewhere: those here are cleared
     */
    void goodBye(Link link, boolean moving) throws InterruptedException {
        if (link.isLost()) {
            return;
        }
        try {
            if (moving) {
                clear(link, board.topics());
            }
            link.publish(topics.full(Topics.AVAILABLE), bytes("offline"), true).get(GOOD_BYE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            lost(link); // The last will says it.
        }
    }

    private void clear(Link link, List<String> below)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<?>[] cleared = below.stream()
                .limit(MOST_IN_FLIGHT)
                .map(topic -> link.publish(topics.full(topic), new byte[0], true))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(cleared).get(GOOD_BYE_MS, TimeUnit.MILLISECONDS);
    }

    private static void await(CompletableFuture<Void> answer) throws LinkException, InterruptedException {
        try {
            answer.get(ANSWER_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LinkException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new LinkException("the broker does not answer", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void message(String topic, byte[] payload, boolean retained) {
        Optional<String> pressed = topics.press(topic);
        if (pressed.isPresent()) {
            parts.presses().take(pressed.get(), topic, payload, retained);
        } else {
            parts.orders().take(topics, topic, payload, retained);
        }
    }

    private long refusals() {
        return parts.orders().refusals() + parts.presses().refusals();
    }

    @Override
    public void lost(Link link) {
        wake.release();
    }
}
