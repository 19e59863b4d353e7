package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelTrial;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfliteTrialTest {

    @TempDir
    Path folder;

    private final ModelTrial trial =
            ServiceLoader.load(ModelTrial.class).findFirst().orElseThrow();

    @Test
    void tellsWhatFits() throws Exception {
        ModelFile model = new Shelf(folder).put("own", SsdModel.ofBytes().content(), Map.of());

        assertThat(trial.knows("tflite", "detect")).isTrue();
        assertThat(trial.knows("onnx", "detect")).isFalse();
        assertThat(trial.run(model))
                .contains("boxes[1, 10, 4]", " for 64x64, read as ssd with 2 labels; a look takes ")
                .endsWith(" finds 0 objects in plain grey");
    }

    @Test
    void tellsWhatDoesNotFit() {
        ModelFile bird = new Shelf(folder).real("inat_bird_int8.tflite");
        assertThatThrownBy(() -> trial.run(bird))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("but wanted is one picture");
    }
}
