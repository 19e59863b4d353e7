package io.vedette.media.hub;

import static io.vedette.media.hub.Packets.await;
import static io.vedette.media.hub.Packets.drain;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaPacket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PacketRingTest {

    private static final long SECOND = 1_000_000_000L;

    private final Slab slab = new Slab();
    private PacketRing ring = new PacketRing(5 * SECOND, false);

    @AfterEach
    void nothingLeaks() {
        ring.close();
        assertThat(slab.idleBytes()).isEqualTo(slab.allocatedBytes());
    }

    private PacketRing.RingCursor follow() {
        return ring.follow(() -> {});
    }

    /** Packets each 100 ms, a key frame each second. */
    private void append(long fromMs, long untilMs) throws InterruptedException {
        for (long ms = fromMs; ms < untilMs; ms += 100) {
            ring.append(Packets.packet(slab, ms, ms % 1000 == 0));
        }
    }

    private static List<Long> times(long fromMs, long untilMs) {
        return LongStream.range(fromMs / 100, untilMs / 100)
                .mapToObj(i -> i * 100)
                .toList();
    }

    @Test
    void aReaderBeginsAtTheLatestKeyFrame() throws InterruptedException {
        append(0, 3500);
        var cursor = follow();
        assertThat(drain(cursor)).isEqualTo(times(3000, 3500));
        append(3500, 3700);
        assertThat(drain(cursor)).isEqualTo(times(3500, 3700));
        assertThat(cursor.lost()).isZero();
    }

    @Test
    void aReaderOfAnEmptyRingBeginsWithWhatComes() throws InterruptedException {
        var cursor = follow();
        assertThat(cursor.next()).isEmpty();
        assertThat(cursor.behindNs()).isZero();
        assertThat(cursor.skipToLatestKey()).isZero();
        cursor.rewindToKey();
        append(0, 300);
        assertThat(drain(cursor)).isEqualTo(times(0, 300));
    }

    @Test
    void aReaderOfThePastBeginsAtTheKeyFrameThatHadArrived() throws InterruptedException {
        assertThat(since(0)).as("an empty ring").isEmpty();
        for (long ms = 0; ms < 12_500; ms += 100) {
            ring.append(Packets.packet(slab, ms, ms % 1000 == 0).describe(Packets.VIDEO, noon(ms), ms % 1000 == 0));
        }
        assertThat(since(9_000)).as("arrived at that very time").isEqualTo(times(9_000, 12_500));
        assertThat(since(8_999)).isEqualTo(times(8_000, 12_500));
        assertThat(since(99_000)).as("the latest").isEqualTo(times(12_000, 12_500));
        assertThat(since(7_000)).isEqualTo(times(7_000, 12_500));
        assertThat(since(-5_000)).as("the oldest that is kept").isEqualTo(times(7_000, 12_500));
    }

    private List<Long> since(long ms) {
        try (var cursor = ring.since(noon(ms), () -> {})) {
            return drain(cursor);
        }
    }

    private static Instant noon(long plusMs) {
        return SteppedClock.NOON.plusMillis(plusMs);
    }

    @Test
    void keepsThePrerollInWholeGops() throws InterruptedException {
        var slow = follow();
        append(0, 20_500);
        assertThat(drain(slow)).as("5 s before 20.4 s, from the key frame on").isEqualTo(times(15_000, 20_500));
        assertThat(slow.lost()).isEqualTo(150);
    }

    @Test
    void followsAPrerollThatIsChanged() throws InterruptedException {
        ring.preroll(10 * SECOND);
        var early = follow();
        append(0, 20_500);
        ring.preroll(3 * SECOND);
        assertThat(drain(early)).isEqualTo(times(17_000, 20_500));
    }

    @Test
    void losesNothingToAReaderTwoSecondsBehindEvenWithoutPreroll() throws InterruptedException {
        ring = new PacketRing(0, false);
        var cursor = follow();
        append(0, 1900);
        assertThat(drain(cursor)).isEqualTo(times(0, 1900));
        append(1900, 3900);
        assertThat(drain(cursor)).isEqualTo(times(1900, 3900));
        assertThat(cursor.lost()).isZero();
        ring.preroll(0);
        append(3900, 5800);
        assertThat(drain(cursor)).isEqualTo(times(3900, 5800));
    }

    @Test
    void aReaderThatWasTooSlowGoesOnAtAKeyFrame() throws InterruptedException {
        append(0, 100);
        var slow = follow();
        append(100, 30_000);
        try (MediaPacket first = slow.next().orElseThrow()) {
            assertThat(first.key()).isTrue();
            assertThat(slow.lost()).isEqualTo(first.dtsNs() / 100_000_000);
        }
    }

    @Test
    void jumpsToTheLatestKeyFrameOnlyIfItLiesAhead() throws InterruptedException {
        append(0, 100);
        var cursor = follow();
        append(100, 3500);
        assertThat(cursor.skipToLatestKey()).isEqualTo(30);
        assertThat(cursor.skipToLatestKey()).isZero();
        assertThat(drain(cursor)).isEqualTo(times(3000, 3500));
        assertThat(cursor.skipToLatestKey()).as("it lies behind").isZero();
        assertThat(cursor.next()).isEmpty();
        assertThat(cursor.lost()).isZero();
    }

    @Test
    void goesBackToTheKeyFrameOfItsPlace() throws InterruptedException {
        append(0, 100);
        var cursor = follow();
        append(100, 2500);
        for (int i = 0; i < 15; i++) {
            cursor.next().orElseThrow().close();
        }
        cursor.rewindToKey();
        assertThat(drain(cursor)).isEqualTo(times(1000, 2500));
        cursor.rewindToKey();
        assertThat(drain(cursor)).isEqualTo(times(2000, 2500));
    }

    @Test
    void goesBackToThePacketOfATime() throws InterruptedException {
        append(0, 100);
        var cursor = follow();
        append(100, 2500);
        drain(cursor);
        assertThat(cursor.rewindTo(1_300_000_000L)).isTrue();
        assertThat(drain(cursor)).isEqualTo(times(1300, 2500));
        assertThat(cursor.rewindTo(2_400_000_000L)).as("the last one").isTrue();
        assertThat(drain(cursor)).isEqualTo(times(2400, 2500));
        assertThat(cursor.rewindTo(2_500_000_000L)).as("what has not come yet").isFalse();
        assertThat(cursor.lost()).isZero();
    }

    @Test
    void goesBackToTheOldestKeyFrameWhereThePacketHasGone() throws InterruptedException {
        append(0, 100);
        var cursor = follow();
        append(100, 20_500);
        drain(cursor);
        assertThat(cursor.rewindTo(12_300_000_000L)).isFalse();
        assertThat(drain(cursor)).isEqualTo(times(15_000, 20_500));
        cursor.rewindTo(18_000_000_000L);
        assertThat(cursor.rewindTo(19_000_000_000L)).as("it never goes ahead").isFalse();
        ring.close();
        assertThat(cursor.rewindTo(18_000_000_000L)).isFalse();
        assertThat(cursor.next()).isEmpty();
    }

    @Test
    void keepsTheLatestTwoGroupsHoweverShortThePreroll() throws InterruptedException {
        ring = new PacketRing(0, false);
        var early = follow();
        for (long ms = 0; ms < 15_000; ms += 100) {
            ring.append(Packets.packet(slab, ms, ms % 4000 == 0));
        }
        assertThat(drain(early)).as("two groups of 4 s, and the present one").isEqualTo(times(4000, 15_000));
    }

    @Test
    void keepsTheGroupBeforeThatOfAReaderWhoMustNotLoseAnything() throws InterruptedException {
        ring = new PacketRing(0, true);
        var cursor = follow();
        append(0, 3_300);
        for (int i = 0; i < 12; i++) {
            cursor.next().orElseThrow().close();
        }
        append(3_300, 6_300);
        assertThat(cursor.rewindTo(0)).as("however far ahead the writer is").isTrue();
    }

    @Test
    void keepsNoLongGroupsForNothing() throws InterruptedException {
        ring = new PacketRing(0, false);
        var early = follow();
        for (long ms = 0; ms < 40_000; ms += 100) {
            ring.append(Packets.packet(slab, ms, ms % 8000 == 0));
        }
        assertThat(drain(early)).isEqualTo(times(24_000, 40_000));
    }

    @Test
    void saysHowFarAReaderIsBehind() throws InterruptedException {
        append(0, 100);
        var cursor = follow();
        append(100, 2100);
        assertThat(cursor.behindNs()).isEqualTo(2 * SECOND);
        drain(cursor);
        assertThat(cursor.behindNs()).isZero();
        append(2100, 2200);
        assertThat(cursor.behindNs()).as("one packet waits").isPositive();
    }

    @Test
    void holdsAtMostSoManyPacketsOfAStreamWithoutKeyFrames() throws InterruptedException {
        var cursor = follow();
        for (int i = 0; i < 21_000; i++) {
            ring.append(Packets.packet(slab, i, false));
        }
        List<Long> kept = drain(cursor);
        assertThat(kept).hasSize(20_000).startsWith(1000L);
        assertThat(cursor.lost()).isEqualTo(1000);
    }

    @Test
    void holdsAtMostAQuarterGigabyte() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            ring.append(Packets.packet(slab, i, false, 15 << 20));
            assertThat(ring.bytes()).isLessThanOrEqualTo(256L << 20);
        }
        assertThat(ring.bytes()).isEqualTo(17L * (15 << 20));
    }

    @Test
    void aClosedRingIsEmptyForEveryReader() throws InterruptedException {
        append(0, 100);
        var cursor = follow();
        append(100, 2500);
        MediaPacket held = cursor.next().orElseThrow();
        ring.close();
        assertThat(cursor.next()).isEmpty();
        assertThat(cursor.behindNs()).isZero();
        assertThat(cursor.skipToLatestKey()).isZero();
        assertThat(cursor.lost()).as("closing is no loss").isZero();
        cursor.rewindToKey();
        assertThat(ring.bytes()).isZero();
        assertThat(Packets.whole(held)).as("a handle outlives the ring").isTrue();
        held.close();
        append(2500, 2600);
        assertThat(ring.bytes()).as("nothing is taken any more").isZero();
        assertThat(follow().next()).isEmpty();
    }

    @Test
    void tellsOnceThatAReaderIsGone() {
        List<String> told = new ArrayList<>();
        var cursor = ring.follow(() -> told.add("gone"));
        cursor.close();
        cursor.close();
        assertThat(told).containsExactly("gone");
    }

    @Test
    void holdsTheWriterBackWhereNothingMayBeLost() {
        ring = new PacketRing(0, true);
        Thread writer = writer(1000, 16);
        await().until(() -> writer.getState() == Thread.State.WAITING);
        assertThat(ring.bytes()).as("nobody reads yet").isZero();
        var fast = follow();
        var slow = follow();
        List<Long> seen = new ArrayList<>();
        await().until(() -> read(fast, seen) == 64 && writer.getState() == Thread.State.WAITING);
        assertThat(seen).as("the slower one decides").hasSize(64);
        assertThat(slow.behindNs()).isEqualTo(63_000_000);
        slow.close();
        await().until(() -> read(fast, seen) == 1000);
        assertThat(fast.lost()).isZero();
    }

    @Test
    void losesNoHugePacketsWhereNothingMayBeLost() throws InterruptedException {
        ring = new PacketRing(60 * SECOND, true);
        var cursor = follow();
        Thread writer = writer(40, 15 << 20);
        List<Long> seen = new ArrayList<>();
        await().until(() -> {
            boolean held = writer.getState() == Thread.State.WAITING || !writer.isAlive();
            return held && read(cursor, seen) == 40;
        });
        writer.join();
        assertThat(seen).isEqualTo(LongStream.range(0, 40).boxed().toList());
        assertThat(cursor.lost()).isZero();
    }

    private static int read(PacketRing.RingCursor cursor, List<Long> seen) {
        seen.addAll(drain(cursor));
        return seen.size();
    }

    private Thread writer(int packets, int bytes) {
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < packets; i++) {
                    ring.append(Packets.packet(slab, i, i % 10 == 0, bytes));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        writer.start();
        return writer;
    }
}
