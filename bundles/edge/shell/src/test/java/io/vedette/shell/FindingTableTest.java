package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.vedette.shell.doctor.Finding;
import io.vedette.shell.doctor.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTableTest {
    private static final Finding FINE = new Finding(Severity.OK, "clock", "Runs evenly", "");
    private static final Finding SLOW =
            new Finding(Severity.NOTE, "camera door", "slow ".repeat(30).strip(), "Make it fast");
    private static final Finding LOST = new Finding(
            Severity.PROBLEM,
            "camera " + "x".repeat(40),
            "Is lost: " + "y".repeat(90),
            "Find it. ".repeat(12).strip());

    private static List<String> printed(List<Finding> findings, int width) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FindingTable.print(findings, width, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void tellsTheWorstFirstAndCountsThem() {
        List<String> lines = printed(List.of(FINE, SLOW, LOST), 120);
        assertThat(lines.get(2)).startsWith("problem");
        assertThat(lines.get(lines.size() - 1)).startsWith("ok");
        assertThat(FindingTable.summary(List.of(FINE, SLOW, LOST))).isEqualTo("1 problem, 1 note");
        assertThat(FindingTable.summary(List.of(FINE))).isEqualTo("no problems, no notes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80, 100, 120, 300})
    void fitsIntoTheTerminal(int width) {
        int most = Math.max(80, Math.min(width, 120));
        assertThat(printed(List.of(FINE, SLOW, LOST), width)).allMatch(line -> line.length() <= most);
    }

    @Test
    void isBadOnlyWithAProblem() {
        assertThat(FindingTable.bad(List.of(FINE, SLOW))).isFalse();
        assertThat(FindingTable.bad(List.of(FINE, LOST, SLOW))).isTrue();
    }

    @Test
    void givesScriptsPlainValues() {
        assertThat(FindingTable.fields(List.of(FINE)).get(0))
                .containsExactly(
                        entry("severity", "ok"),
                        entry("about", "clock"),
                        entry("finding", "Runs evenly"),
                        entry("advice", ""));
    }
}
