package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelChoiceTest {

    private static GopMeter every(long gopMs) {
        GopMeter meter = new GopMeter();
        for (int i = 0; i < 6; i++) {
            meter.packet(i * gopMs * 1_000_000L, true, false);
        }
        return meter;
    }

    private static LevelChoice choose(LevelWish wish, long delayMs, GopMeter gop) {
        return LevelChoice.of(wish, Duration.ofMillis(delayMs), gop);
    }

    @ParameterizedTest
    @CsvSource({
        "40, 2000, K, objects visible ≥ 1.0 s",
        "1000, 2000, K, objects visible ≥ 1.3 s",
        "2000, 2000, K, objects visible ≥ 2.3 s",
        "2100, 2000, K, objects visible ≥ 2.4 s",
        "2101, 2000, K+P, objects visible ≥ 2.5 s",
        "2000, 500, K+P, objects visible ≥ 2.3 s",
        "4000, 2000, K+P, objects visible ≥ 4.3 s",
        "4200, 2000, K+P, objects visible ≥ 4.5 s",
        "4201, 2000, F, objects visible ≥ 0.3 s",
        "10000, 2000, F, objects visible ≥ 0.3 s",
        "10000, 15000, K, objects visible ≥ 10.3 s",
        "1000, 0, F, objects visible ≥ 0.3 s",
    })
    void takesTheCheapestLevelThatKeepsTheDelay(long gopMs, long delayMs, String sign, String guarantee) {
        LevelChoice choice = choose(LevelWish.AUTO, delayMs, every(gopMs));
        assertThat(choice.level().sign()).isEqualTo(sign);
        assertThat(choice.guarantee()).isEqualTo(guarantee);
        assertThat(choice.certain()).isTrue();
    }

    @Test
    void decodesAllUntilItHasMeasured() {
        LevelChoice choice = choose(LevelWish.AUTO, 2000, new GopMeter());
        assertThat(choice.level()).isEqualTo(Level.FULL);
        assertThat(choice.certain()).isFalse();
        assertThat(choose(LevelWish.KEY_FRAMES, 2000, new GopMeter()).certain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"AUTO", "KEY_FRAMES", "PACKETS"})
    void decodesAllWhereKeyFramesCannotBeFollowed(LevelWish wish) {
        GopMeter refreshed = every(1000);
        refreshed.packet(6_000_000_000L, true, true);
        LevelChoice choice = choose(wish, 2000, refreshed);
        assertThat(choice.level()).isEqualTo(Level.FULL);
        assertThat(choice.advice()).contains("intra refresh");

        GopMeter missing = every(1000);
        missing.packet(10_100_000_000L, false, false);
        assertThat(choose(wish, 2000, missing).level()).isEqualTo(Level.FULL);
        assertThat(choose(wish, 2000, missing).reason()).contains("no key frame");
    }

    @Test
    void doesAsTheOwnerWishes() {
        assertThat(choose(LevelWish.KEY_FRAMES, 0, every(3000)).level()).isEqualTo(Level.KEY_FRAMES);
        assertThat(choose(LevelWish.KEY_FRAMES, 0, every(10_000)).guarantee()).isEqualTo("objects visible ≥ 10.3 s");
        assertThat(choose(LevelWish.PACKETS, 2000, every(1000)).level()).isEqualTo(Level.PACKETS);
        assertThat(choose(LevelWish.FULL, 2000, every(1000)).level()).isEqualTo(Level.FULL);
        assertThat(choose(LevelWish.UNFILTERED, 2000, every(1000)).level()).isEqualTo(Level.UNFILTERED);
        assertThat(choose(LevelWish.NEVER, 2000, every(1000)).level()).isEqualTo(Level.FULL);
    }

    @Test
    void advisesAShorterDistance() {
        assertThat(choose(LevelWish.AUTO, 2000, every(2000)).advice()).contains("1 s");
        assertThat(choose(LevelWish.AUTO, 2000, every(1000)).advice()).isEmpty();
        assertThat(choose(LevelWish.AUTO, 2000, every(8000)).advice()).contains("1 s");
    }

    @Test
    void readsWishes() {
        assertThat(LevelWish.of(" K+P ")).hasValue(LevelWish.PACKETS);
        assertThat(LevelWish.of("f-")).hasValue(LevelWish.UNFILTERED);
        assertThat(LevelWish.of("fast")).isEmpty();
    }
}
