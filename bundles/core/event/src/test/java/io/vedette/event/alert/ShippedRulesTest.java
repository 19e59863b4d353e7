package io.vedette.event.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples in the shipped file are rules as they stand. */
class ShippedRulesTest {
    private static final Path FILE = Path.of("../../../config/io.vedette.alert.example");
    private static final String EXAMPLE = "# ---- Example";
    private static final String SETTING = "#    ";

    private static List<Map<String, String>> examples() throws IOException {
        List<Map<String, String>> examples = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith(EXAMPLE)) {
                examples.add(new LinkedHashMap<>());
            } else if (line.startsWith(SETTING)) {
                int equals = line.indexOf(" = ");
                String key = line.substring(SETTING.length(), equals);
                examples.get(examples.size() - 1).put(key, line.substring(equals + 3));
            }
        }
        return examples;
    }

    @Test
    void theExamplesAreRules() throws IOException {
        List<AlertRule> rules = examples().stream()
                .map(each -> RuleReader.read("example", each))
                .toList();

        assertThat(rules).extracting(rule -> rule.action().severity()).containsExactly("info", "critical", "warning");
        assertThat(rules)
                .extracting(AlertRule::cooldown)
                .containsExactly(Duration.ZERO, Duration.ofMinutes(10), Duration.ofHours(1));
    }

    @Test
    void aRuleWithoutAWordLacksWhomToTell() {
        assertThatThrownBy(() -> RuleReader.read("nobody", Map.of())).hasMessageContaining("notify");
    }
}
