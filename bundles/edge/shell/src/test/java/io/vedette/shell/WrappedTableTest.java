package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedTableTest {
    private static final String TEXT = "See that it is on, in the network, and that address and password are right: "
            + "rtsp://a-very-long-name-of-a-host.example.net:8554/stream";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 41, 42, 43, 44, 45, 200})
    void losesNoLetter(int width) {
        assertThat(WrappedTable.lines(TEXT, width)).allMatch(line -> line.length() <= width);
        assertThat(String.join("", WrappedTable.lines(TEXT, width)).replace(" ", ""))
                .isEqualTo(TEXT.replace(" ", ""));
    }

    @Test
    void breaksBetweenWords() {
        assertThat(WrappedTable.lines("one two three", 7)).containsExactly("one two", "three");
        assertThat(WrappedTable.lines("", 7)).containsExactly("");
    }

    @Test
    void goesOnInTheNextLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WrappedTable table = new WrappedTable().column("Id").column("Text", 5);
        table.row("1", "a bc def");
        table.row("2", "");
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), "");
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().map(line -> line.replace('│', '|')
                        .strip()))
                .contains("1  | a bc", "| def", "2  |");
    }
}
