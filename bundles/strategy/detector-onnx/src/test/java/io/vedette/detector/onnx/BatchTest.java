package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.Look;
import io.vedette.vision.onnx.ModelLoader;
import io.vedette.vision.onnx.OnnxSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several looks in one run, where the model takes any number; on a GPU that pays. */
class BatchTest {

    private static final List<String> PICTURES =
            List.of("faces/obama_2.jpg", "animals/cat.bmp", "faces/group4_ccby.jpg", "faces/obama_2.jpg");

    @Test
    void answersEachLookOfABatchAsIfItWereAlone() throws Exception {
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            looks.add(TestData.picture(PICTURES.get(i % PICTURES.size())).look(i % 2 == 0 ? 0.3 : 0.6));
        }
        ModelLoader loader = new ModelLoader(TestData.yunet("yunet_n_dynamic.onnx"));
        try (OnnxSession alone = loader.load(1, 1);
                OnnxSession together = loader.load(1, 1, 4)) {
            assertThat(alone.mostLooks()).isEqualTo(1);
            assertThat(together.mostLooks()).isEqualTo(4);

            List<List<Detection>> expected = alone.detect(looks);
            List<List<Detection>> answers = together.detect(looks);

            assertThat(expected.get(2)).hasSizeGreaterThan(1);
            assertThat(answers).hasSize(looks.size());
            for (int i = 0; i < answers.size(); i++) {
                assertSame(answers.get(i), expected.get(i));
            }
        }
    }

    private static void assertSame(List<Detection> answer, List<Detection> expected) {
        assertThat(answer).hasSameSizeAs(expected);
        for (int i = 0; i < answer.size(); i++) {
            assertThat(answer.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4));
            assertThat(answer.get(i).box().x()).isCloseTo(expected.get(i).box().x(), within(1e-4));
            assertThat(answer.get(i).box().y()).isCloseTo(expected.get(i).box().y(), within(1e-4));
        }
    }

    @Test
    void asksAModelThatTakesOnePictureForOneAtATime() throws Exception {
        try (OnnxSession session = new ModelLoader(TestData.yoloxNano()).load(1, 1, 8)) {
            assertThat(session.mostLooks()).isEqualTo(1);
            Look look = TestData.picture("animals/cat.bmp").look(0.5);
            assertThat(session.detect(List.of(look, look, look))).hasSize(3).allSatisfy(answer -> assertThat(answer)
                    .extracting(Detection::label)
                    .contains("cat"));
        }
    }
}
