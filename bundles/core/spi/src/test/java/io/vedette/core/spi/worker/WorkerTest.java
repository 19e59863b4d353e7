package io.vedette.core.spi.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.worker.WorkerState.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** What a break may be made of. */
    private static void breaks(String how) {
        switch (how) {
            case "exception" -> throw new IllegalStateException("a bug");
            case "class" -> throw new NoClassDefFoundError("gone/Away");
            case "stack" -> breaks(how);
            default -> throw new OutOfMemoryError("one allocation too large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "class", "stack", "memory"})
    void beginsAnewWhateverItsWorkThrewAndLosesNothing(String how) {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(10, true, List.of(1, 2, 3));
        List<Integer> done = new CopyOnWriteArrayList<>();
        AtomicInteger breaks = new AtomicInteger();
        Worker worker = Worker.vital("vedette-test", () -> {
            while (true) {
                Integer next = queue.peek();
                if (next != null && next == 2 && breaks.getAndIncrement() == 0) {
                    breaks(how);
                }
                done.add(queue.take());
            }
        });
        worker.start();
        await().until(() -> done.size() == 3);
        assertThat(done).containsExactly(1, 2, 3);
        WorkerState state = worker.state();
        assertThat(state.status()).isEqualTo(Status.RESTARTED);
        assertThat(state.restarts()).isOne();
        assertThat(state.lastFailure()).isNotBlank().doesNotContain("\n");
        assertThat(worker.stop(SOON)).isTrue();
        assertThat(worker.state().status()).isEqualTo(Status.ENDED);
    }

    @Test
    void aStrayInterruptEndsNothing() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicInteger begun = new AtomicInteger();
        Worker worker = Worker.of("vedette-test", () -> {
            thread.set(Thread.currentThread());
            begun.incrementAndGet();
            new CountDownLatch(1).await();
        });
        worker.start();
        await().until(() -> begun.get() == 1);
        thread.get().interrupt();
        await().until(() -> begun.get() == 2);
        assertThat(worker.state().restarts()).isZero();
        assertThat(worker.stop(SOON)).isTrue();
    }

    @Test
    void leavesWorkThatDoesNotReturnToItself() {
        CountDownLatch let = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        Worker worker = Worker.of("vedette-test", () -> {
            inside.countDown();
            boolean open = false;
            while (!open) {
                open = let.getCount() == 0;
                Thread.onSpinWait();
            }
        });
        worker.start();
        await().until(() -> inside.getCount() == 0);
        assertThat(worker.stop(Duration.ofMillis(50))).isFalse();
        let.countDown();
        await().until(() -> worker.state().status() == Status.ENDED);
    }

    /** Work that is asked to end must not be kept from it by the rest after a break. */
    @Test
    void isTriedAgainAtOnceWhenItIsToFinish() {
        AtomicInteger attempts = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        Worker worker = Worker.vital("vedette-test", () -> {
            if (attempts.incrementAndGet() < 5) {
                throw new IllegalStateException("not yet");
            }
            written.incrementAndGet();
        });
        worker.start();
        await().until(() -> attempts.get() >= 3);
        assertThat(worker.finish(SOON)).isTrue();
        assertThat(written).hasValue(1);
    }

    @Test
    void workThatBreaksWhileItIsStoppedIsNotBegunAnew() {
        CountDownLatch inside = new CountDownLatch(1);
        Worker worker = Worker.of("vedette-test", () -> {
            inside.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the door was shut on me", e);
            }
        });
        worker.start();
        await().until(() -> inside.getCount() == 0);
        assertThat(worker.stop(SOON)).isTrue();
        assertThat(worker.state().status()).isEqualTo(Status.ENDED);
    }

    @Test
    void whatRecursNeverStopsRecurring() {
        AtomicInteger rounds = new AtomicInteger();
        Worker worker = Worker.every(Duration.ofMillis(1), "vedette-test", () -> {
            if (rounds.incrementAndGet() == 2) {
                throw new IllegalStateException("once");
            }
        });
        worker.start();
        await().until(() -> rounds.get() > 5);
        assertThat(worker.stop(SOON)).isTrue();
    }

    @Test
    void returnsWhenItsWorkIsOver() {
        Worker worker = Worker.of("vedette-test", () -> {}).start();
        await().until(() -> worker.state().status() == Status.ENDED);
        assertThat(worker.finish(SOON)).isTrue();
    }
}
