package io.vedette.media.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.MediaSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeLineTest {

    private static final long NONE = MediaSource.NO_TIME;
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;

    private final TimeLine line = new TimeLine();

    private long dtsMs(long sourceMs) {
        return dtsMs(sourceMs, 0);
    }

    private long dtsMs(long sourceMs, long elapsedMs) {
        line.place(sourceMs * MS, sourceMs * MS, elapsedMs * MS);
        return line.dtsNs() / MS;
    }

    @Test
    void beginsAtZeroWhereverTheSourceBegins() {
        assertThat(dtsMs(987_654_321)).isZero();
        assertThat(dtsMs(987_654_361)).isEqualTo(40);
        assertThat(dtsMs(987_654_401)).isEqualTo(80);
    }

    @Test
    void beginsWhereItIsToldAndOnlyBeforeTheFirstPacket() {
        line.beginAt(3 * SECOND);
        assertThat(dtsMs(500)).isEqualTo(3000);
        line.beginAt(9 * SECOND);
        assertThat(dtsMs(540)).isEqualTo(3040);
    }

    @Test
    void beginsAtZeroBeforeTheSourcesZero() {
        assertThat(dtsMs(-80)).isZero();
        assertThat(dtsMs(-40)).isEqualTo(40);
    }

    @Test
    void keepsPresentationBehindDecodingForReorderedPictures() {
        line.place(180 * MS, 100 * MS, 0);
        assertThat(line.ptsNs() - line.dtsNs()).isEqualTo(80 * MS);
        line.place(140 * MS, 140 * MS, 0);
        assertThat(line.ptsNs()).isEqualTo(line.dtsNs());
    }

    @Test
    void neverPresentsBeforeDecodingNorAbsurdlyLate() {
        dtsMs(100);
        line.place(0, 140 * MS, 0);
        assertThat(line.ptsNs()).isEqualTo(line.dtsNs());
        line.place(100 * SECOND, 180 * MS, 0);
        assertThat(line.ptsNs()).isEqualTo(line.dtsNs());
    }

    @Test
    void risesThroughTheSmallStepsBackOfAConnectionsStart() {
        dtsMs(1000);
        line.place(900 * MS, 900 * MS, 0);
        assertThat(line.dtsNs()).isOne();
        assertThat(dtsMs(1040)).as("the line itself has not moved").isEqualTo(40);
    }

    @Test
    void goesOnAtOnceWhenTheCamerasClockIsSetBack() {
        dtsMs(60_000);
        dtsMs(60_040);
        assertThat(dtsMs(55_000)).isEqualTo(80);
        assertThat(dtsMs(55_040)).isEqualTo(120);
    }

    @Test
    void keepsGapsButNotAnotherClock() {
        dtsMs(0);
        assertThat(dtsMs(5000)).as("packets were lost").isEqualTo(5000);
        assertThat(dtsMs(1_700_000_000_000L)).as("the clock was set").isBetween(5001L, 6000L);
    }

    @Test
    void countsAPauseOnceHoweverOftenTheConnectionWasMade() {
        dtsMs(500);
        for (int attempt = 0; attempt < 5; attempt++) {
            line.reconnected();
        }
        assertThat(dtsMs(7, 30_000)).isEqualTo(30_000);
        assertThat(dtsMs(47, 40)).isEqualTo(30_040);
    }

    @Test
    void beginsAFileAnewWithoutAPause() {
        dtsMs(0);
        dtsMs(40);
        line.reconnected();
        assertThat(dtsMs(0)).isEqualTo(80);
    }

    @Test
    void followsArrivalWhereACameraGivesNoTimes() {
        line.place(NONE, NONE, 0);
        line.place(NONE, NONE, 200 * MS);
        assertThat(line.dtsNs()).isEqualTo(200 * MS);
        line.place(NONE, NONE, 200 * MS);
        assertThat(line.dtsNs()).isEqualTo(400 * MS);
        assertThat(line.ptsNs()).isEqualTo(400 * MS);
    }

    @Test
    void spacesPacketsOfAFileWithoutTimesEvenly() {
        for (int i = 0; i < 3; i++) {
            line.place(NONE, NONE, 0);
            assertThat(line.dtsNs()).isEqualTo(i * (40 * MS));
        }
    }

    @Test
    void learnsTheUsualStepAndBridgesWithIt() {
        for (int i = 0; i < 100; i++) {
            dtsMs(i * 100L);
        }
        line.place(NONE, NONE, 0);
        assertThat(line.dtsNs() / MS).isBetween(9995L, 10_000L);
    }

    @Test
    void takesThePresentationTimeWhereTheOtherIsMissing() {
        line.place(0, NONE, 0);
        line.place(40 * MS, NONE, 0);
        assertThat(line.dtsNs()).isEqualTo(40 * MS);
        line.place(NONE, 80 * MS, 0);
        assertThat(line.ptsNs()).isEqualTo(80 * MS);
    }

    @Test
    void risesStrictlyWhateverASourceClaims() {
        Random random = new Random(7);
        long[] absurd = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 0, -1, 1L << 62, -(1L << 62)};
        long last = -1;
        for (int i = 0; i < 100_000; i++) {
            long dts = random.nextInt(4) == 0 ? absurd[random.nextInt(absurd.length)] : random.nextLong() >> 20;
            long pts = random.nextInt(4) == 0 ? absurd[random.nextInt(absurd.length)] : dts + random.nextInt();
            if (random.nextInt(50) == 0) {
                line.reconnected();
            }
            line.place(pts, dts, random.nextInt(1_000_000));
            assertThat(line.dtsNs()).isGreaterThan(last).isLessThan(last + 11 * SECOND);
            assertThat(line.ptsNs()).isGreaterThanOrEqualTo(line.dtsNs()).isLessThan(line.dtsNs() + 10 * SECOND);
            last = line.dtsNs();
        }
    }
}
