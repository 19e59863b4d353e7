package io.vedette.detector.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets how much of which GPU. */
class MemoryBudgetTest {

    private static final Gpu SMALL = new Gpu(0, "Small", 4000);
    private static final Gpu LARGE = new Gpu(1, "Large", 8000);

    private final AtomicLong nowNs = new AtomicLong(-5);
    private final MemoryBudget budget = new MemoryBudget(nowNs::get);
    private final List<String> evicted = new ArrayList<>();

    private MemoryBudget.Lease opened(String name, long memoryMb, Gpu... among) throws DetectorException {
        MemoryBudget.Lease lease = budget.take(List.of(among), memoryMb);
        lease.ready(() -> evicted.add(name));
        return lease;
    }

    private void rest() {
        nowNs.addAndGet(MemoryBudget.REST.toNanos());
    }

    @Test
    void refusesWhatDoesNotFitAndSaysWhatEachGpuHas() throws Exception {
        opened("a", 3000, SMALL);

        assertThatThrownBy(() -> opened("b", 1001, SMALL))
                .isInstanceOf(DetectorException.class)
                .hasMessage("1001 MB of GPU memory are asked for, but GPU 0 (Small) has 1000 MB free of 4000");
        assertThatThrownBy(() -> opened("b", 9000, SMALL, LARGE))
                .hasMessage("9000 MB of GPU memory are asked for, but"
                        + " GPU 1 (Large) has 8000 MB free of 8000, GPU 0 (Small) has 1000 MB free of 4000");
        assertThat(opened("b", 1000, SMALL).gpu()).isEqualTo(SMALL);
        assertThat(budget.takenMb(SMALL)).isEqualTo(4000);
    }

    @Test
    void takesTheGpuWithTheSmallestPartTaken() throws Exception {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            taken.add(opened("x", 2000, SMALL, LARGE).gpu().number());
        }
        assertThat(taken).containsExactly(0, 1, 1, 0, 1, 1);
    }

    @Test
    void givesBackWhatIsClosedOnce() throws Exception {
        MemoryBudget.Lease lease = opened("a", 4000, SMALL);
        lease.close();
        lease.close();
        assertThat(budget.takenMb(SMALL)).isZero();
        assertThat(lease.begin()).isFalse();
    }

    @Test
    void keepsTheMemoryOfAClosedSessionUntilItsLastCallHasEnded() throws Exception {
        MemoryBudget.Lease lease = opened("a", 4000, SMALL);
        assertThat(lease.begin()).isTrue();
        lease.close();
        assertThat(budget.takenMb(SMALL)).isEqualTo(4000);
        lease.end();
        assertThat(budget.takenMb(SMALL)).isZero();
    }

    @Test
    void evictsTheLeastRecentlyUsedThatRestAndNoMoreThanNeeded() throws Exception {
        MemoryBudget.Lease first = opened("first", 1000, SMALL);
        opened("second", 1000, SMALL);
        opened("third", 1000, SMALL);
        nowNs.addAndGet(1);
        first.begin();
        first.end();
        rest();

        opened("new", 3000, SMALL);

        assertThat(evicted).containsExactly("second", "third");
        assertThat(first.begin()).isTrue();
        assertThat(budget.takenMb(SMALL)).isEqualTo(4000);
    }

    @Test
    void evictsNobodyWhoWorksOrWorkedJustNowOrIsBeingLoaded() throws Exception {
        MemoryBudget.Lease working = opened("working", 1000, SMALL);
        working.begin();
        budget.take(List.of(SMALL), 1000);
        rest();
        opened("fresh", 1000, SMALL);
        nowNs.addAndGet(MemoryBudget.REST.toNanos() - 1);

        assertThatThrownBy(() -> opened("new", 2000, SMALL)).isInstanceOf(DetectorException.class);
        assertThat(evicted).isEmpty();
    }

    @Test
    void evictsNobodyWhereThatWouldNotDo() throws Exception {
        opened("resting", 1000, SMALL);
        opened("working", 2000, SMALL).begin();
        rest();
        assertThatThrownBy(() -> opened("new", 3000, SMALL)).isInstanceOf(DetectorException.class);
        assertThat(evicted).isEmpty();
    }

    /** What really lies on the GPUs, as the sessions of a random hour see it. */
    private static final class World {
        private final Map<Integer, Long> allocatedMb = new HashMap<>();

        private void allocate(Gpu gpu, long memoryMb) {
            long now = allocatedMb.merge(gpu.number(), memoryMb, Long::sum);
            assertThat(now).isBetween(0L, gpu.memoryMb());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverAllowsMoreThanAGpuHas(long seed) {
        Random random = new Random(seed);
        World world = new World();
        List<MemoryBudget.Lease> open = new ArrayList<>();
        List<MemoryBudget.Lease> working = new ArrayList<>();
        Map<MemoryBudget.Lease, Long> sizes = new HashMap<>();
        AtomicInteger evictions = new AtomicInteger();
        int refused = 0;
        for (int step = 0; step < 5000; step++) {
            nowNs.addAndGet((long) (random.nextDouble() * MemoryBudget.REST.toNanos() / 3));
            int what = random.nextInt(4);
            if (what == 0) {
                long memoryMb = 256L + random.nextInt(4000);
                try {
                    List<Gpu> among = random.nextBoolean() ? List.of(SMALL, LARGE) : List.of(LARGE);
                    MemoryBudget.Lease lease = budget.take(among, memoryMb);
                    world.allocate(lease.gpu(), memoryMb);
                    sizes.put(lease, memoryMb);
                    open.add(lease);
                    lease.ready(() -> {
                        assertThat(working).doesNotContain(lease);
                        world.allocate(lease.gpu(), -memoryMb);
                        open.remove(lease);
                        evictions.incrementAndGet();
                    });
                } catch (DetectorException e) {
                    refused++;
                }
            } else if (what == 1 && !open.isEmpty()) {
                MemoryBudget.Lease lease = open.get(random.nextInt(open.size()));
                assertThat(lease.begin()).isTrue();
                working.add(lease);
            } else if (what == 2 && !working.isEmpty()) {
                working.remove(random.nextInt(working.size())).end();
            } else if (what == 3 && !open.isEmpty() && random.nextInt(4) == 0) {
                MemoryBudget.Lease lease = open.get(random.nextInt(open.size()));
                if (!working.contains(lease)) {
                    open.remove(lease);
                    world.allocate(lease.gpu(), -sizes.get(lease));
                    lease.close();
                }
            }
            for (Gpu gpu : List.of(SMALL, LARGE)) {
                assertThat(budget.takenMb(gpu)).isEqualTo(world.allocatedMb.getOrDefault(gpu.number(), 0L));
            }
        }
        assertThat(evictions.get()).as("evictions").isPositive();
        assertThat(refused).as("refusals").isPositive();
    }

    @Test
    void holdsItsLimitForManyThreadsAtOnce() throws Exception {
        AtomicLong allocatedMb = new AtomicLong();
        AtomicLong mostMb = new AtomicLong();
        Callable<Integer> visitor = () -> {
            int served = 0;
            for (int i = 0; i < 2000; i++) {
                try (MemoryBudget.Lease lease = budget.take(List.of(SMALL), 1500)) {
                    mostMb.accumulateAndGet(allocatedMb.addAndGet(1500), Math::max);
                    if (lease.begin()) {
                        lease.end();
                        served++;
                    }
                    allocatedMb.addAndGet(-1500);
                } catch (DetectorException e) {
                    Thread.onSpinWait();
                }
            }
            return served;
        };
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            int served = 0;
            for (Future<Integer> each :
                    threads.invokeAll(List.of(visitor, visitor, visitor, visitor, visitor, visitor))) {
                served += each.get();
            }
            assertThat(served).isPositive();
        } finally {
            threads.shutdownNow();
        }
        assertThat(mostMb.get()).isBetween(1500L, 3000L);
        assertThat(budget.takenMb(SMALL)).isZero();
    }
}
