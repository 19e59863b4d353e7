package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelTrial;
import io.vedette.testkit.model.OnnxBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxTrialTest {

    private final ModelTrial trial =
            ServiceLoader.load(ModelTrial.class).findFirst().orElseThrow();

    @Test
    void tellsWhatFits() throws Exception {
        assertThat(trial.knows("onnx", "detect")).isTrue();
        assertThat(trial.knows("tflite", "detect")).isFalse();
        assertThat(trial.run(TestData.yoloxNano()))
                .startsWith("output[1, 3549, 85] for 416x416, read as yolox with 80 labels; a look takes ")
                .endsWith(" finds 0 objects in plain grey");
    }

    @Test
    void aQuantizedModelAnswersAsTheOneItWasMadeOf(@TempDir Path folder) throws Exception {
        Path whole = Files.write(folder.resolve("whole.onnx"), OnnxBytes.constant(32, 32, 0.9f, 1, 21, 6));
        Path eight = Files.write(folder.resolve("eight.onnx"), OnnxBytes.quantized(32, 32, 0.9f, 1, 21, 6));

        assertThat(found(eight)).isEqualTo(found(whole)).isPositive();
    }

    private int found(Path model) throws Exception {
        String told = trial.run(TestData.model("hens", "yolox", model, List.of("hen"), Map.of()));
        return Integer.parseInt(told.replaceFirst(".* finds ([0-9]+) objects in plain grey", "$1"));
    }

    @Test
    void tellsWhatDoesNotFit() throws Exception {
        ModelFile nano = TestData.yoloxNano();
        ModelFile two = new ModelFile(
                "hens", nano.task(), nano.family(), nano.path(), List.of("hen", "fox"), nano.attributes());
        assertThatThrownBy(() -> trial.run(two))
                .isInstanceOf(DetectorException.class)
                .hasMessage(
                        "the model's outputs output[1, 3549, 85] for 416x416 are not those of the family yolox with 2 labels");
    }
}
