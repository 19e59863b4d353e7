package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraWordsTest {
    private final CameraWords words = new CameraWords("rtsp://door/1?a=b", false);

    @Test
    void readsOptionsAndKeysBehindTheAddress() {
        words.put("labels", null);
        words.put("detect.fps", "3");
        words.read(List.of("--labels", "person,dog", "motion.masks=0,0;1,0;1,1", "--fps=7", "--json", "detector="));
        assertThat(words.settings())
                .containsExactly(
                        entry("uri", "rtsp://door/1?a=b"),
                        entry("detect.fps", "7"),
                        entry("labels", "person,dog"),
                        entry("motion.masks", "0,0;1,0;1,1"),
                        entry("detector", ""));
        assertThat(words.json()).isTrue();
    }

    @Test
    void namesTheOptionThatLacksItsValue() {
        assertThatThrownBy(() -> words.read(List.of("--labels"))).hasMessage("The option --labels needs a value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "=secret", "--secret", "--password=secret"})
    void refusesWhatItDoesNotKnowWithoutShowingIt(String word) {
        assertThatThrownBy(() -> words.read(List.of(word)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KEY=VALUE")
                .hasMessageNotContaining("secret");
    }
}
