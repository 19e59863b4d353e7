package io.vedette.pipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookRateTest {

    private static final long MS = 1_000_000;
    private static final long USUAL = 200 * MS;
    private final LookRate rate = new LookRate();

    /** Looks wanted within ten seconds of pictures each 200 ms, each answered after a while. */
    private int wanted(long fromNs, long answeredAfterNs) {
        int wanted = 0;
        long answerNs = Long.MAX_VALUE;
        for (long now = fromNs; now < fromNs + 10_000 * MS; now += USUAL) {
            if (now >= answerNs) {
                rate.served(answerNs);
                answerNs = Long.MAX_VALUE;
            }
            if (rate.due(now, USUAL)) {
                wanted++;
                answerNs = Math.min(answerNs, now + answeredAfterNs);
            }
        }
        return wanted;
    }

    @Test
    void wantsEveryPictureWhileItIsServedAsOften() {
        assertThat(wanted(0, 30 * MS)).isEqualTo(50);
        assertThat(wanted(10_000 * MS, 190 * MS)).isEqualTo(50);
    }

    @Test
    void wantsAboutTwiceAsOftenAsACrowdedDetectorServes() {
        wanted(0, 1_000 * MS);
        assertThat(wanted(10_000 * MS, 1_000 * MS))
                .as("looks in 10 s, of which 10 are served")
                .isBetween(14, 26);
    }

    @Test
    void isBackToItsRateSoonAfterTheCrowdHasGone() {
        wanted(0, 4_000 * MS);
        assertThat(wanted(10_000 * MS, 4_000 * MS)).isLessThan(15);
        wanted(20_000 * MS, 20 * MS);
        assertThat(wanted(30_000 * MS, 20 * MS)).isEqualTo(50);
    }

    @Test
    void neverWaitsLongerThanFiveSeconds() {
        for (long now = 0; now < 200_000 * MS; now += 20_000 * MS) {
            rate.due(now, USUAL);
            rate.served(now + 19_000 * MS);
        }
        rate.due(200_000 * MS, USUAL);
        assertThat(rate.due(205_000 * MS, USUAL)).isTrue();
    }
}
