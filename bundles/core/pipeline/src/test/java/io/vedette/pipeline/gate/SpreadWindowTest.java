package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadWindowTest {

    @Test
    void agreesWithSortingEverythingEachTime() {
        SpreadWindow window = new SpreadWindow(1_000);
        List<float[]> all = new ArrayList<>();
        Random random = new Random(3);
        long time = 0;
        for (int i = 0; i < 4_000; i++) {
            time += random.nextInt(i % 2_000 < 1_000 ? 2 : 40);
            float value = random.nextInt(50) / 7f;
            window.add(value, time);
            all.add(new float[] {time, value});
            long now = time;
            List<float[]> recent = all.subList(Math.max(0, all.size() - 512), all.size());
            float[] values = floats(recent.stream()
                    .filter(each -> now - each[0] <= 1_000)
                    .mapToDouble(each -> each[1])
                    .toArray());
            double median = middle(values);
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) Math.abs(values[j] - median);
            }
            assertThat(window.median()).isEqualTo(median);
            assertThat(window.deviation()).isEqualTo(middle(values));
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double middle(float[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2];
    }
}
