package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private final ArrayDeque<Runnable> pool = new ArrayDeque<>();
    private final List<Integer> turns = new ArrayList<>();

    private void runAll() {
        while (!pool.isEmpty()) {
            pool.poll().run();
        }
    }

    @Test
    void joinsSignalsUntilItsTurn() {
        Mailbox mailbox = mailbox(0);
        mailbox.signal(Mailbox.PACKET);
        mailbox.signal(Mailbox.PACKET);
        mailbox.signal(Mailbox.TICK | Mailbox.EXPERTS);
        assertThat(pool).hasSize(1);
        runAll();
        assertThat(turns).containsExactly(Mailbox.PACKET | Mailbox.TICK | Mailbox.EXPERTS);
    }

    @Test
    void sleepsUntilItIsSignalledAgain() {
        Mailbox mailbox = mailbox(0);
        mailbox.signal(Mailbox.TICK);
        runAll();
        assertThat(pool).isEmpty();
        mailbox.signal(Mailbox.ANSWER);
        runAll();
        assertThat(turns).containsExactly(Mailbox.TICK, Mailbox.ANSWER);
    }

    @Test
    void comesBackForWhatIsLeftAndLetsOthersInBetween() {
        Mailbox mailbox = mailbox(Mailbox.PACKET);
        mailbox.signal(Mailbox.SETTINGS);
        Runnable first = pool.poll();
        pool.add(() -> turns.add(-1));
        first.run();
        runAll();
        assertThat(turns).containsExactly(Mailbox.SETTINGS, -1, Mailbox.PACKET);
    }

    @Test
    void missesNoSignalThatComesDuringItsTurn() {
        Mailbox[] self = new Mailbox[1];
        self[0] = new Mailbox(pool::add, signals -> {
            turns.add(signals);
            if (turns.size() == 1) {
                self[0].signal(Mailbox.STOP);
            }
            return 0;
        });
        self[0].signal(Mailbox.PACKET);
        runAll();
        assertThat(turns).containsExactly(Mailbox.PACKET, Mailbox.STOP);
    }

    @Test
    void goesOnAfterATurnThatThrew() {
        Mailbox mailbox = new Mailbox(pool::add, signals -> {
            turns.add(signals);
            if (turns.size() == 1) {
                throw new IllegalStateException("a bad turn");
            }
            return 0;
        });
        mailbox.signal(Mailbox.PACKET);
        assertThatThrownBy(this::runAll).hasMessage("a bad turn");
        mailbox.signal(Mailbox.TICK);
        runAll();
        assertThat(turns).containsExactly(Mailbox.PACKET, Mailbox.TICK);
    }

    @Test
    void takesTurnsOneAtATimeAndSeesEverySignal() {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger wanted = new AtomicInteger();
            // Confined to the turns: right only if they run one at a time and see each other's writes.
            int[] seen = new int[1];
            Mailbox mailbox = new Mailbox(threads, signals -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                seen[0] = wanted.get();
                inside.decrementAndGet();
                return 0;
            });
            for (int i = 0; i < 20_000; i++) {
                wanted.incrementAndGet();
                mailbox.signal(1 << (i % 6));
            }
            await().untilAsserted(() -> assertThat(seen[0]).isEqualTo(20_000));
            assertThat(most).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private Mailbox mailbox(int leftOnce) {
        return new Mailbox(pool::add, signals -> {
            turns.add(signals);
            return turns.size() == 1 ? leftOnce : 0;
        });
    }
}
