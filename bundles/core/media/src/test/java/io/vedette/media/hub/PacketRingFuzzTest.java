package io.vedette.media.hub;

import static io.vedette.media.hub.Packets.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaPacket;
import io.vedette.core.spi.media.Hub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of random sizes, with key frames at random, and readers that do what they please at their own pace. */
@Timeout(60)
class PacketRingFuzzTest {

    private static final int PACKETS = 5_000;
    private static final int READERS = 4;
    private static final long SECOND = 1_000_000_000L;

    private final Slab slab = new Slab();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger reading = new AtomicInteger();
    private volatile int appended;
    private volatile boolean written;

    @AfterEach
    void stopThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noReaderEverSeesAFreedPacketAndNothingLeaks(long seed) throws Exception {
        PacketRing ring = new PacketRing(3 * SECOND, false);
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(new Wanderer(ring, new Random(seed * 31 + i))));
        }
        Future<Long> plain = threads.submit(readAll(ring.follow(() -> {}), new Random(seed)));
        write(ring, new Random(seed), READERS + 1);
        for (Future<Integer> reader : readers) {
            assertThat(reader.get(30, TimeUnit.SECONDS)).isPositive();
        }
        assertThat(plain.get(30, TimeUnit.SECONDS)).as("read and lost packets").isEqualTo(PACKETS);
        nothingIsHeld(ring);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void noReaderLosesAnythingWhereTheWriterWaits(long seed) throws Exception {
        PacketRing ring = new PacketRing(0, true);
        List<Hub.Cursor> cursors = List.of(ring.follow(() -> {}), ring.follow(() -> {}), ring.follow(() -> {}));
        List<Future<Long>> readers = new ArrayList<>();
        for (Hub.Cursor cursor : cursors) {
            readers.add(threads.submit(readAll(cursor, new Random(seed))));
        }
        write(ring, new Random(seed), cursors.size());
        for (int i = 0; i < readers.size(); i++) {
            assertThat(readers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(PACKETS);
            assertThat(cursors.get(i).lost()).isZero();
        }
        nothingIsHeld(ring);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8, 9, 10})
    void aRingClosedInTheMiddleLeavesNothingBehind(long seed) throws Exception {
        PacketRing ring = new PacketRing(3 * SECOND, seed % 2 == 0);
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(new Wanderer(ring, new Random(seed * 31 + i))));
        }
        Future<?> writer = threads.submit(() -> {
            write(ring, new Random(seed), READERS);
            return null;
        });
        await().until(() -> appended > 400);
        ring.close();
        writer.get(30, TimeUnit.SECONDS);
        for (Future<Integer> reader : readers) {
            reader.get(30, TimeUnit.SECONDS);
        }
        nothingIsHeld(ring);
    }

    private void nothingIsHeld(PacketRing ring) {
        ring.close();
        assertThat(ring.bytes()).isZero();
        assertThat(slab.idleBytes()).isEqualTo(slab.allocatedBytes());
    }

    /** Begins when all readers do. */
    private void write(PacketRing ring, Random random, int readers) throws InterruptedException {
        await().until(() -> reading.get() == readers);
        long dtsMs = 0;
        for (int i = 0; i < PACKETS; i++) {
            dtsMs += 1 + random.nextInt(60);
            boolean key = random.nextInt(20) == 0;
            ring.append(Packets.packet(slab, dtsMs, key, 8 + random.nextInt(key ? 20_000 : 2000)));
            appended = i + 1;
            if (random.nextInt(500) == 0) {
                ring.preroll(random.nextInt(10) * SECOND);
            }
            if (random.nextInt(100) == 0) {
                LockSupport.parkNanos(1000);
            }
        }
        written = true;
    }

    /** Reads on and on; answers how many packets it read or lost. */
    private Callable<Long> readAll(Hub.Cursor cursor, Random random) {
        return () -> {
            long read = 0;
            long last = -1;
            boolean complete = false;
            reading.incrementAndGet();
            while (!complete) {
                complete = written;
                for (Optional<MediaPacket> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                    try (MediaPacket packet = next.get()) {
                        assertThat(Packets.whole(packet)).isTrue();
                        assertThat(packet.dtsNs()).isGreaterThan(last);
                        last = packet.dtsNs();
                        read++;
                    }
                    if (random.nextInt(200) == 0) {
                        LockSupport.parkNanos(1000);
                    }
                }
            }
            cursor.close();
            return read + cursor.lost();
        };
    }

    /** A reader that goes back, jumps, leaves, comes again, and keeps packets for a while. Answers how many it saw. */
    private final class Wanderer implements Callable<Integer> {
        private final PacketRing ring;
        private final Random random;
        private final List<MediaPacket> kept = new ArrayList<>();
        private Hub.Cursor cursor;
        private int seen;

        Wanderer(PacketRing ring, Random random) {
            this.ring = ring;
            this.random = random;
            this.cursor = ring.follow(() -> {});
        }

        @Override
        public Integer call() {
            reading.incrementAndGet();
            // However little of the processor it got meanwhile, it wanders through what was written.
            for (int left = 1000; left > 0 && !Thread.currentThread().isInterrupted(); left -= written ? 1 : 0) {
                wander(random.nextInt(100));
            }
            cursor.close();
            kept.forEach(MediaPacket::close);
            return seen;
        }

        private void wander(int whim) {
            if (whim < 84) {
                cursor.next().ifPresent(this::look);
            } else if (whim < 86) {
                cursor.rewindToKey();
            } else if (whim < 88) {
                assertThat(cursor.skipToLatestKey()).isNotNegative();
            } else if (whim < 90) {
                cursor.close();
                cursor = ring.follow(() -> {});
            } else if (whim < 95) {
                assertThat(cursor.behindNs()).isNotNegative();
            } else if (!kept.isEmpty()) {
                giveBack(kept.remove(random.nextInt(kept.size())));
            }
        }

        private void look(MediaPacket packet) {
            assertThat(Packets.whole(packet)).isTrue();
            seen++;
            if (random.nextInt(5) == 0 && kept.size() < 50) {
                kept.add(packet.retain());
            }
            packet.close();
        }

        private void giveBack(MediaPacket packet) {
            assertThat(Packets.whole(packet)).as("it is still what it was").isTrue();
            packet.close();
        }
    }
}
