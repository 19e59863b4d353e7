package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GopMeterTest {

    private static final long TICK_NS = 40_000_000L;

    private final GopMeter meter = new GopMeter();
    private long tick;

    /** Pictures of one group; the first is a key frame. */
    private void group(int pictures) {
        for (int i = 0; i < pictures; i++) {
            meter.packet(tick++ * TICK_NS, i == 0, false);
        }
    }

    @Test
    void knowsTheDistanceAfterThreeGroups() {
        for (int i = 0; i < 3; i++) {
            group(50);
            assertThat(meter.known()).isFalse();
        }
        group(1);
        assertThat(meter.known()).isTrue();
        assertThat(meter.highNs()).isEqualTo(2_000_000_000L);
    }

    @Test
    void doesNotCountWhatCameBeforeTheFirstKeyFrame() {
        for (int i = 0; i < 20; i++) {
            meter.packet(tick++ * TICK_NS, false, false);
        }
        group(50);
        group(50);
        assertThat(meter.highNs()).isEqualTo(2_000_000_000L);
    }

    @Test
    void leavesOutOneInTwenty() {
        for (int i = 0; i < 32; i++) {
            group(i == 7 ? 100 : 25);
        }
        group(1);
        assertThat(meter.highNs()).isEqualTo(1_000_000_000L);
        group(100);
        group(100);
        group(100);
        assertThat(meter.highNs()).isEqualTo(4_000_000_000L);
        assertThat(meter.usualSeconds()).isEqualTo(1);
    }

    @Test
    void missesKeyFramesAfterFiveSeconds() {
        for (int i = 0; i < 4; i++) {
            group(25);
        }
        group(126);
        assertThat(meter.missing()).isFalse();
        meter.packet(tick++ * TICK_NS, false, false);
        assertThat(meter.missing()).isTrue();
        group(1);
        assertThat(meter.missing()).isFalse();
        assertThat(meter.highNs()).isGreaterThan(5_000_000_000L);
    }

    @Test
    void missesAKeyFrameThatNeverCame() {
        for (int i = 0; i < 130; i++) {
            meter.packet(tick++ * TICK_NS, false, false);
        }
        assertThat(meter.known()).isTrue();
        assertThat(meter.missing()).isTrue();
    }

    @Test
    void recognisesAGradualRefreshUntilThereAreKeyFramesAgain() {
        group(25);
        meter.packet(tick++ * TICK_NS, true, true);
        assertThat(meter.known()).isTrue();
        assertThat(meter.refreshed()).isTrue();
        for (int i = 0; i < 3; i++) {
            group(25);
        }
        assertThat(meter.refreshed()).isTrue();
        group(25);
        assertThat(meter.refreshed()).isFalse();
    }

    @Test
    void forgetsTheFormerConnection() {
        for (int i = 0; i < 5; i++) {
            group(25);
        }
        meter.clear();
        assertThat(meter.known()).isFalse();
        tick += 100_000;
        group(25);
        assertThat(meter.known()).isFalse();
        assertThat(meter.highNs()).isZero();
    }
}
