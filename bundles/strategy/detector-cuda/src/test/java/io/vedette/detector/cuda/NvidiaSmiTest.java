package io.vedette.detector.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What NVIDIA's tool may answer; a shell stands in for it. */
class NvidiaSmiTest {

    private static NvidiaSmi saying(String script) {
        return new NvidiaSmi(List.of("sh", "-c", script), Duration.ofSeconds(10));
    }

    @Test
    void readsNumberNameAndMemoryOfEach() throws Exception {
        assertThat(saying("echo '0, NVIDIA GeForce RTX 3060, 12288'; echo '1, NVIDIA A2, PCIe, 15356'")
                        .gpus())
                .containsExactly(new Gpu(0, "NVIDIA GeForce RTX 3060", 12288), new Gpu(1, "NVIDIA A2", 15356));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 'NVIDIA-SMI has failed'; exit 9 | nvidia-smi failed: NVIDIA-SMI has failed",
                "exit 3                               | nvidia-smi failed: it said nothing",
                "true                                 | nvidia-smi knows of no GPU",
                "echo '0, NVIDIA Orin, [N/A]'         | nvidia-smi said something unknown: 0, NVIDIA Orin, [N/A]",
                "echo nonsense                        | nvidia-smi said something unknown: nonsense",
            })
    void saysInOneSentenceWhatIsWrong(String script, String message) {
        assertThatThrownBy(() -> saying(script).gpus()).hasMessage(message);
    }

    @Test
    void saysThatTheToolIsNotThere() {
        assertThatThrownBy(() -> new NvidiaSmi(List.of("/no/such/tool"), Duration.ofSeconds(10)).gpus())
                .hasMessageStartingWith("there is no nvidia-smi")
                .hasMessageEndingWith("or set device-memory");
    }

    @Test
    void doesNotWaitForAToolThatHangs() {
        assertThatThrownBy(() -> new NvidiaSmi(List.of("sleep", "60"), Duration.ofMillis(50)).gpus())
                .hasMessageStartingWith("nvidia-smi did not answer");
    }
}
