package io.vedette.detector.cuda;

import io.vedette.api.detect.DetectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Who may have how much of which GPU's memory. The limits of all sessions on a GPU never sum to more than it has: what does not
 * fit is refused, unless sessions that have rested for a while can go, the least recently used first. Thread-safe.
 */
final class MemoryBudget {

    /** So long unused, a session may have to go. */
    static final Duration REST = Duration.ofSeconds(60);

    private final LongSupplier nanoClock;
    private final List<Lease> leases = new ArrayList<>();

    MemoryBudget(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** A session's share of one GPU. Thread-safe. */
    final class Lease implements AutoCloseable {
        private final Gpu gpu;
        private final long memoryMb;
        private Runnable evict = () -> {};
        private boolean ready;
        private boolean gone;
        private int running;
        private long usedAtNs;

        private Lease(Gpu gpu, long memoryMb) {
            this.gpu = gpu;
            this.memoryMb = memoryMb;
        }

        Gpu gpu() {
            return gpu;
        }

        /** The memory is in use now; the action frees it, is called at most once, and while no call runs. */
        void ready(Runnable freeing) {
            synchronized (MemoryBudget.this) {
                evict = freeing;
                ready = true;
                usedAtNs = nanoClock.getAsLong();
            }
        }

        /** A call begins; false where the memory was given to somebody else. */
        boolean begin() {
            synchronized (MemoryBudget.this) {
                running += gone ? 0 : 1;
                return !gone;
            }
        }

        /** The call has ended. */
        void end() {
            synchronized (MemoryBudget.this) {
                running--;
                usedAtNs = nanoClock.getAsLong();
                if (gone && running == 0) {
                    leases.remove(this);
                }
            }
        }

        /** The memory is needed no more: free again once the last call has ended. Idempotent. */
        @Override
        public void close() {
            synchronized (MemoryBudget.this) {
                gone = true;
                if (running == 0) {
                    leases.remove(this);
                }
            }
        }

        private boolean rests(long nowNs) {
            return ready && running == 0 && nowNs - usedAtNs >= REST.toNanos();
        }
    }

    /**
     * Takes memory of the GPU with the smallest part taken, among those that have enough.
     *
     * @param among at least one
     * @throws DetectorException no GPU has so much; the message says what each has
     */
    synchronized Lease take(List<Gpu> among, long memoryMb) throws DetectorException {
        List<Gpu> emptiestFirst = among.stream()
                .sorted(Comparator.comparingDouble((Gpu gpu) -> takenMb(gpu) / (double) gpu.memoryMb())
                        .thenComparing(Gpu::number))
                .toList();
        for (Gpu gpu : emptiestFirst) {
            if (freeMb(gpu) >= memoryMb) {
                return granted(gpu, memoryMb);
            }
        }
        long nowNs = nanoClock.getAsLong();
        for (Gpu gpu : emptiestFirst) {
            List<Lease> resting = leases.stream()
                    .filter(lease -> lease.gpu.number() == gpu.number() && lease.rests(nowNs))
                    .sorted(Comparator.comparingLong(lease -> lease.usedAtNs - nowNs))
                    .toList();
            if (freeMb(gpu) + sumMb(resting) >= memoryMb) {
                evict(resting, gpu, memoryMb);
                return granted(gpu, memoryMb);
            }
        }
        throw new DetectorException(memoryMb + " MB of GPU memory are asked for, but "
                + emptiestFirst.stream()
                        .map(gpu -> gpu + " has " + freeMb(gpu) + " MB free of " + gpu.memoryMb())
                        .collect(Collectors.joining(", ")));
    }

    /** Under the lock, so that the memory is free before somebody else has it. */
    private void evict(List<Lease> resting, Gpu gpu, long memoryMb) {
        for (Lease lease : resting) {
            if (freeMb(gpu) >= memoryMb) {
                return;
            }
            lease.evict.run();
            lease.close();
        }
    }

    private Lease granted(Gpu gpu, long memoryMb) {
        Lease lease = new Lease(gpu, memoryMb);
        leases.add(lease);
        return lease;
    }

    synchronized long takenMb(Gpu gpu) {
        return sumMb(leases.stream()
                .filter(lease -> lease.gpu.number() == gpu.number())
                .toList());
    }

    private long freeMb(Gpu gpu) {
        return gpu.memoryMb() - takenMb(gpu);
    }

    private static long sumMb(List<Lease> leases) {
        return leases.stream().mapToLong(lease -> lease.memoryMb).sum();
    }
}
