package io.vedette.pipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchLawTest {

    private static final long MS = 1_000_000;
    private final BatchLaw law = new BatchLaw();

    @Test
    void learnsWhatACallCostsAndWhatALookAdds() {
        Random noise = new Random(7);
        for (int i = 0; i < 200; i++) {
            int batch = 1 + noise.nextInt(8);
            law.measured(batch, (long) ((6 + 2 * batch) * MS * (0.95 + 0.1 * noise.nextDouble())));
        }
        assertThat(law.fixedNs() / MS).isCloseTo(6, within(0.5));
        assertThat(law.perLookNs() / MS).isCloseTo(2, within(0.2));
        assertThat(law.expectedNs(10) / (double) MS).isCloseTo(26, within(1.5));
    }

    @Test
    void withoutOtherSizesALargerCallIsExpectedToCostInProportion() {
        assertThat(law.expectedNs(1)).as("nothing is known").isZero();
        law.measured(1, 10 * MS);
        assertThat(law.expectedNs(1)).isEqualTo(10 * MS);
        assertThat(law.expectedNs(4)).isEqualTo(40 * MS);
    }

    @Test
    void batchesWhatHasALargeFixedPartOnly() {
        for (int batch = 1; batch <= 4; batch++) {
            law.measured(batch, 5 * MS + batch * MS);
        }
        assertThat(law.batch(20, 16)).isEqualTo(16);
        assertThat(law.batch(3, 16)).isEqualTo(3);
        assertThat(law.batch(3, 1)).isEqualTo(1);

        BatchLaw cpu = new BatchLaw();
        for (int batch = 1; batch <= 4; batch++) {
            cpu.measured(batch, MS / 10 + 10 * MS * batch);
        }
        assertThat(cpu.batch(20, 16)).isEqualTo(1);
    }

    @Test
    void asksAgainNowAndThenWhetherABatchPays() {
        for (int batch = 1; batch <= 2; batch++) {
            law.measured(batch, 10 * MS * batch);
        }
        assertThat(law.batch(8, 8)).isEqualTo(1);
        int singles = 0;
        while (law.batch(8, 8) == 1 && singles < 10_000) {
            law.measured(1, 10 * MS);
            singles++;
        }
        assertThat(singles).isBetween(30, 1_000);
    }
}
