package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.model.ModelFile;
import io.vedette.testkit.model.OnnxBytes;
import io.vedette.vision.onnx.ModelLoader;
import io.vedette.vision.onnx.OnnxSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are given samples as they are: the real one with a cast put before it answers as the real one does. */
class BytesModelTest {

    @TempDir
    Path folder;

    private ModelFile model(boolean packed, Map<String, String> more) throws Exception {
        ModelFile real = TestData.yoloxNano();
        byte[] content = OnnxBytes.takingBytes(Files.readAllBytes(real.path()), "images", packed, 416, 416);
        Map<String, String> options = new HashMap<>(real.attributes());
        options.putAll(more);
        Path file = Files.write(folder.resolve("bytes.onnx"), content);
        return TestData.model("bytes", "yolox", file, real.labels(), options);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answerAsTheirFloatsWould(boolean packed) throws Exception {
        List<Look> looks = List.of(
                TestData.picture("animals/cat.bmp").look(0.3),
                TestData.picture("faces/group4_ccby.jpg").look(0.3));
        try (OnnxSession floats = new ModelLoader(TestData.yoloxNano()).load(1, 1);
                OnnxSession bytes = new ModelLoader(model(packed, Map.of())).load(1, 1)) {
            List<List<Detection>> expected = floats.detect(looks);
            List<List<Detection>> answers = bytes.detect(looks);
            assertThat(expected.get(0)).extracting(Detection::label).contains("cat");
            for (int i = 0; i < looks.size(); i++) {
                assertThat(answers.get(i)).hasSameSizeAs(expected.get(i));
                for (int k = 0; k < answers.get(i).size(); k++) {
                    Detection answer = answers.get(i).get(k);
                    Detection wanted = expected.get(i).get(k);
                    assertThat(answer.label()).isEqualTo(wanted.label());
                    // Planes are made by other code of swscale, which rounds otherwise.
                    assertThat(answer.score()).isCloseTo(wanted.score(), within(0.02));
                    assertThat(answer.box().x()).isCloseTo(wanted.box().x(), within(0.01));
                }
            }
        }
    }

    @Test
    void refuseToBeNormalisedTwice() throws Exception {
        ModelFile twice = model(true, Map.of("mean", "127,127,127"));
        assertThatThrownBy(() -> new ModelLoader(twice).load(1, 1).close())
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("takes bytes and normalises them itself");
    }
}
