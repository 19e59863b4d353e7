package io.vedette.detector.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the owner may write. */
class SettingsTest {

    private static final Path HOME = Path.of("/home/someone/.vedette");

    @Test
    void holdsDefaultsWhereNothingIsSaid() {
        assertThat(Settings.of("the.pid", Map.of("model", " "), "cuda"))
                .isEqualTo(new Settings("cuda", "detect", "auto", OptionalInt.empty(), 2048, "auto", false, 8, 2));
        assertThat(MachineSettings.of("the.pid", Map.of(), HOME))
                .isEqualTo(
                        new MachineSettings(HOME.resolve("data/cuda/runtime"), HOME.resolve("data/cuda/engines"), 0));
    }

    @Test
    void takesWhatIsSaid() {
        Map<String, Object> all = Map.of(
                "name",
                "fast",
                "task",
                "face-detect",
                "model",
                "face-yunet",
                "device",
                1,
                "memory",
                " 512 ",
                "provider",
                "cuda",
                "fp16",
                true,
                "batch",
                "1",
                "concurrency",
                "16");
        assertThat(Settings.of("the.pid", all, "cuda"))
                .isEqualTo(
                        new Settings("fast", "face-detect", "face-yunet", OptionalInt.of(1), 512, "cuda", true, 1, 16));
        Map<String, Object> machine = Map.of("runtime", "/opt/ort/", "engines", "~/engines", "device-memory", "8000");
        assertThat(MachineSettings.of("the.pid", machine, HOME))
                .isEqualTo(new MachineSettings(
                        Path.of("/opt/ort"), Path.of(System.getProperty("user.home"), "engines"), 8000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name          | Not a name | [a-z0-9.-]{1,40}",
                "task          | dance      | detect or face-detect",
                "device        | gpu        | auto or 0 to 99",
                "device        | -1         | auto or 0 to 99",
                "memory        | 255        | 256 to 1048576",
                "memory        | 1048577    | 256 to 1048576",
                "memory        | 2 GB       | 256 to 1048576",
                "memory        | 9999999999 | 256 to 1048576",
                "provider      | cpu        | auto, tensorrt or cuda",
                "fp16          | yes        | true or false",
                "batch         | 0          | 1 to 64",
                "concurrency   | 17         | 1 to 16",
                "runtime       | here       | a whole path such as /opt/runtime",
                "engines       | .          | a whole path such as /opt/engines",
                "device-memory | -1         | 0 to 1048576",
            })
    void namesPidKeyValueAndRangeOfABadValue(String key, String value, String range) {
        assertThatThrownBy(() -> {
                    Settings.of("the.pid", Map.of(key, value), "cuda");
                    MachineSettings.of("the.pid", Map.of(key, value), HOME);
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the.pid: " + key + " must be " + range + ", but is '" + value + "'");
    }
}
