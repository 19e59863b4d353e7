package io.vedette.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineTest {

    @Test
    void comparesDirectionsAndNotLengths() {
        assertThat(Cosine.similarity(new float[] {1, 2}, new float[] {10, 20})).isCloseTo(1, within(1e-9));
        assertThat(Cosine.similarity(new float[] {1, 0}, new float[] {0, 3})).isZero();
        assertThat(Cosine.similarity(new float[] {1, 0}, new float[] {-2, 0})).isCloseTo(-1, within(1e-9));
    }

    @Test
    void isZeroForAVectorWithoutLength() {
        assertThat(Cosine.similarity(new float[2], new float[] {1, 1})).isZero();
    }

    @Test
    void refusesUnequalLengths() {
        assertThatThrownBy(() -> Cosine.similarity(new float[2], new float[3])).hasMessageContaining("2 and 3");
    }

    @Test
    void normalizesInPlace() {
        float[] v = {3, 4};
        Cosine.normalize(v);
        assertThat(v[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(v[1]).isCloseTo(0.8f, within(1e-6f));
        float[] none = new float[2];
        Cosine.normalize(none);
        assertThat(none).containsExactly(0, 0);
    }
}
