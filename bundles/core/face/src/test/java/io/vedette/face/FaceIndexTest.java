package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.face.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class FaceIndexTest {
    private static final Logger LOG = LoggerFactory.getLogger(FaceIndexTest.class);
    private static final String MODEL = "m";
    private final Random random = new Random(7);

    private Embedding face(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Embedding(MODEL, values);
    }

    @Test
    void findsWhatAPlainComparisonFinds() {
        for (int size : new int[] {3, 64, 127, 128}) {
            List<FaceIndex.Entry> entries = new ArrayList<>();
            List<Embedding> faces = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                faces.add(face(size));
                entries.add(new FaceIndex.Entry(i * 31 % 50, faces.get(i).values()));
            }
            FaceIndex index = FaceIndex.of(entries);
            Embedding asked = face(size);
            float[] likeness = index.likeness(asked.values());
            assertThat(index.owners()).isEqualTo(50);
            for (int place = 0; place < 50; place++) {
                double best = -1;
                for (int i = 0; i < 300; i++) {
                    best = i * 31 % 50 == index.owner(place) ? Math.max(best, asked.cosine(faces.get(i))) : best;
                }
                assertThat((double) likeness[place]).isCloseTo(best, org.assertj.core.data.Offset.offset(1e-5));
                assertThat(index.place(index.owner(place))).isEqualTo(place);
            }
            assertThat(index.place(50)).isEqualTo(-1);
        }
    }

    @Test
    void findsNobodyForAFaceOfAnotherSize() {
        FaceIndex index = FaceIndex.of(List.of(new FaceIndex.Entry(1, new float[] {1, 0})));
        assertThat(index.likeness(new float[] {1, 0, 0})).containsExactly(-1);
        assertThat(FaceIndex.EMPTY.likeness(new float[] {1})).isEmpty();
        assertThat(FaceIndex.best(new float[0]).place()).isEqualTo(-1);
    }

    /** Told, never gated: another load on the machine must not break a build. */
    @Test
    void searchesTenThousandFaces() {
        List<FaceIndex.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            entries.add(new FaceIndex.Entry(i / 5, face(128).values()));
        }
        FaceIndex index = FaceIndex.of(entries);
        float[] asked = face(128).values();
        long[] ns = new long[400];
        float sum = 0;
        for (int i = 0; i < ns.length; i++) {
            long from = System.nanoTime();
            sum += index.likeness(asked)[i];
            ns[i] = System.nanoTime() - from;
        }
        Arrays.sort(ns);
        LOG.info("10,000 faces of 128 numbers: median {} us, 90 % {} us", ns[200] / 1000, ns[360] / 1000);
        assertThat(sum).isFinite();
        assertThat(index.faces()).isEqualTo(10_000);
    }
}
