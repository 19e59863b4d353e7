package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaceSetupTest {
    private static FaceSetup with(String key, String value) {
        return new FaceSetup(0.4, false, Duration.ofDays(3)).changed(Rooms.config(Map.of(key, value)));
    }

    @Test
    void takesWhatIsInRange() {
        assertThat(with("threshold", " 0.5 ").threshold()).isEqualTo(0.5);
        assertThat(with("threshold", ".9").threshold()).isEqualTo(0.9);
        assertThat(with("strangers", "true").strangers()).isTrue();
        assertThat(with("strangers_retention", "365").retention()).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void keepsTheLastGoodSettings() {
        for (String bad : new String[] {"", "0.05", "0.95", "1e-1", "NaN", "much", "0,5", "-0.5"}) {
            assertThat(with("threshold", bad).threshold()).as(bad).isEqualTo(0.4);
        }
        for (String bad : new String[] {"", "0", "366", "-1", "1.5", "9999999999"}) {
            assertThat(with("strangers_retention", bad).retention()).as(bad).isEqualTo(Duration.ofDays(3));
        }
        assertThat(with("strangers", "yes").strangers()).isFalse();
    }

    /** The shipped file names every key, commented, with its default. */
    @Test
    void shipsAFileOfAllSettings() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("../../../config/io.vedette.face.cfg"));
        assertThat(lines)
                .contains("#threshold = 0.38", "#strangers = true", "#strangers.retention = 14")
                .contains("#encryption.key = $[secret:face-key]")
                .contains("#encryption.former-key = $[secret:former-face-key]")
                .allMatch(each -> each.isEmpty() || each.startsWith("#"));
    }
}
