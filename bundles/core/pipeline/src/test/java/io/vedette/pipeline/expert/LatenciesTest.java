package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void saysNothingWhereNothingWasMeasured() {
        assertThat(latencies.percentileMs(0.5)).isEmpty();
        assertThat(latencies.count()).isZero();
    }

    @Test
    void tellsTheNearestRank() {
        add(30, 10, 20);
        assertThat(latencies.percentileMs(0.5)).isEqualTo("20.0");
        assertThat(latencies.percentileMs(0.95)).isEqualTo("30.0");
        assertThat(latencies.percentileMs(1)).isEqualTo("30.0");
        assertThat(latencies.percentileMs(0.001)).isEqualTo("10.0");
    }

    @Test
    void tellsOneOfOne() {
        add(7);
        assertThat(latencies.percentileMs(0.5)).isEqualTo("7.0");
        assertThat(latencies.percentileMs(0.95)).isEqualTo("7.0");
    }

    @Test
    void forgetsAllButTheLatest512() {
        for (int i = 0; i < 1000; i++) {
            add(5000);
        }
        for (int i = 1; i <= 512; i++) {
            add(i);
        }
        assertThat(latencies.count()).isEqualTo(1512);
        assertThat(latencies.percentileMs(0.5)).isEqualTo("256.0");
        assertThat(latencies.percentileMs(0.95)).isEqualTo("487.0");
        assertThat(latencies.percentileMs(1)).isEqualTo("512.0");
    }

    private void add(long... ms) {
        for (long each : ms) {
            latencies.add(each * 1_000_000);
        }
    }
}
