package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {

    /** A command of the shell that tells what it was given. */
    public static final class Echo {
        public List<Object> faces(Object... words) {
            return List.of(words);
        }
    }

    private static String whole(String file) {
        return Path.of(file).toAbsolutePath().toString();
    }

    private static String faces(String... arguments) throws UsageException {
        return ShellLine.of("faces", List.of(arguments));
    }

    @Test
    void namesFilesFromTheRoot() throws UsageException {
        assertThat(faces("enroll", "Anna", "--list", "blocked", "a.jpg", "../b.jpg"))
                .isEqualTo("vedette:faces --list blocked enroll Anna " + whole("a.jpg") + " "
                        + Path.of("../b.jpg").toAbsolutePath().normalize());
        assertThat(faces("test", "a.jpg", "/b.jpg", "--json"))
                .isEqualTo("vedette:faces --json test " + whole("a.jpg") + " /b.jpg");
        assertThat(faces("export", "Anna", "anna.zip")).isEqualTo("vedette:faces export Anna " + whole("anna.zip"));
    }

    @Test
    void leavesNamesAndNumbersAsTheyAre() throws UsageException {
        assertThat(faces()).isEqualTo("vedette:faces");
        assertThat(faces("move", "Anna", "known")).isEqualTo("vedette:faces move Anna known");
        assertThat(faces("name", "7", "Anna")).isEqualTo("vedette:faces name 7 Anna");
    }

    @Test
    void putsTheVerbInFrontWhereNoShellReadsIt() throws UsageException {
        assertThat(ShellLine.verbFirst(List.of("--json"))).containsExactly("list", "--json");
        assertThat(ShellLine.verbFirst(List.of("--list", "blocked", "enroll", "Anna", "a.jpg")))
                .containsExactly("enroll", "Anna", whole("a.jpg"), "--list", "blocked");
    }

    @Test
    void pressesOneCamera() throws UsageException {
        assertThat(ShellLine.of("press", List.of("front"))).isEqualTo("vedette:press front");
        for (List<String> wrong : List.of(List.<String>of(), List.of("a", "b"), List.of("--json"))) {
            assertThatThrownBy(() -> ShellLine.of("press", wrong)).hasMessageContaining("./vedette press CAMERA");
        }
    }

    @Test
    void aLineIsOneLine() {
        assertThatThrownBy(() -> faces("remove", "Anna\nshell:halt")).hasMessageContaining("line breaks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna",
                "Anna Müller",
                "O'Neill",
                "say \"hi\"",
                "back\\slash",
                "$HOME ${HOME} $(shell:halt)",
                "`id`",
                "a;b|c&d",
                "{x}",
                "[x]",
                "<(x)",
                "%(1+1)",
                "#no comment",
                "*?~!",
                "a=b",
                "日本 🙂",
                ""
            })
    void theShellTakesAWordAsItStands(String word) throws Exception {
        try (PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            CommandProcessorImpl shell = new CommandProcessorImpl(new ThreadIOImpl());
            shell.addCommand("vedette", new Echo(), "faces");
            try (CommandSession session =
                    shell.createSession(new ByteArrayInputStream(new byte[0]), nowhere, nowhere)) {
                assertThat(session.execute("vedette:faces remove " + ShellLine.quoted(word) + " end"))
                        .hasToString("[remove, " + word + ", end]");
            }
        }
    }
}
