package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class ModelsLineTest {

    @Test
    void jsonIsTakenInFrontOfTheVerbAndBehindIt() throws CommandException {
        ModelsLine json = new ModelsLine(ModelsLine.Verb.LIST, List.of(), true);

        assertThat(ModelsLine.of("list", null, true)).isEqualTo(json);
        assertThat(ModelsLine.of("list", List.of("--json"), false)).isEqualTo(json);
        assertThat(ModelsLine.of("list", null, false).json()).isFalse();
    }

    @Test
    void modelsToPullAreNamedBehindTheVerb() throws CommandException {
        assertThat(ModelsLine.of("pull", List.of("a", "b"), false).ids()).containsExactly("a", "b");
        assertThat(ModelsLine.of("pull", null, false).ids()).isEmpty();
    }

    @Test
    void whatMeansNothingIsRefusedInOneLine() {
        assertThatThrownBy(() -> ModelsLine.of("lst", null, false)).hasMessageContaining("'lst'");
        assertThatThrownBy(() -> ModelsLine.of("list", List.of("--jsn"), false)).hasMessageContaining("'--jsn'");
        assertThatThrownBy(() -> ModelsLine.of("pull", List.of("a", "--all"), false))
                .hasMessageContaining("'--all'");
        assertThatThrownBy(() -> ModelsLine.of("verify", List.of("a"), false)).hasMessageContaining("'a'");
    }
}
