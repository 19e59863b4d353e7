package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.model.ModelFile;
import io.vedette.testkit.model.OnnxBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedderTest {

    @TempDir
    Path folder;

    private ModelFile model(String family, byte[] content, Map<String, String> options) throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), content);
        return new ModelFile("who", "face-embed", family, file, List.of(), options);
    }

    private static byte[] always(float value, long... dims) {
        return OnnxBytes.constant(AlignedFace.SIDE, AlignedFace.SIDE, value, dims);
    }

    @Test
    void givesNoEmbeddingWhereTheModelGivesNone() throws Exception {
        for (float value : new float[] {Float.NaN, 0, Float.POSITIVE_INFINITY}) {
            try (Embedder embedder = Embedder.load(model("arcface", always(value, 1, 128), Map.of()), 1)) {
                assertThat(embedder.embedding(new AlignedFace()))
                        .as("%s", value)
                        .isEmpty();
            }
        }
        try (Embedder embedder = Embedder.load(model("arcface", always(0.5f, 1, 64), Map.of()), 1)) {
            assertThat(embedder.size()).isEqualTo(64);
            assertThat(embedder.embedding(new AlignedFace()).orElseThrow().values())
                    .containsOnly(0.125f);
        }
    }

    @Test
    void givesNoEmbeddingOnceItIsClosed() throws Exception {
        Embedder embedder = Embedder.load(model("arcface", always(1, 1, 8), Map.of()), 1);
        assertThat(embedder.embedding(new AlignedFace())).isPresent();
        embedder.close();
        embedder.close();
        assertThat(embedder.embedding(new AlignedFace())).isEmpty();
    }

    @Test
    void readsTheColoursInTheOrderOfTheFamilyUnlessTheCatalogueSaysOtherwise() throws Exception {
        for (String family : List.of("arcface", "sface")) {
            try (Embedder embedder = Embedder.load(model(family, always(1, 1, 8), Map.of()), 1)) {
                assertThat(embedder.order()).isEqualTo(Order.RGB);
            }
        }
        try (Embedder embedder = Embedder.load(model("arcface", always(1, 1, 8), Map.of("order", "bgr")), 1)) {
            assertThat(embedder.order()).isEqualTo(Order.BGR);
        }
    }

    @Test
    void refusesWhatMakesNoEmbeddingOfAnAlignedFace() throws Exception {
        assertRefused(OnnxBytes.constant(96, 96, 1, 1, 128), "model who takes faces of 96x96 instead of 112x112");
        assertRefused(always(1, 1, 21, 6), "instead of one row of 1 to 4096 numbers");
        assertRefused(always(1, 2, 128), "instead of one row of 1 to 4096 numbers");
        assertRefused(new byte[] {1, 2, 3}, "is no ONNX model, or not whole");
    }

    private void assertRefused(byte[] content, String because) throws IOException {
        ModelFile model = model("arcface", content, Map.of());
        assertThatThrownBy(() -> Embedder.load(model, 1).close())
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining(because);
    }
}
