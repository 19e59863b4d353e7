package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session of the platform's own shell, with what it is told of the history. */
class HistoryTest {
    @TempDir
    Path folder;

    private String remembered(String... lines) throws Exception {
        Path file = folder.resolve("shell-history");
        System.setProperty("karaf.history", file.toString());
        System.setProperty("karaf.etc", folder.toString());
        ByteArrayInputStream typed =
                new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        try (PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)) {
            SessionFactoryImpl factory = new SessionFactoryImpl(new ThreadIOImpl());
            Session session = factory.create(typed, out, out, null, "UTF-8", null);
            session.run();
            factory.stop();
        }
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @AfterEach
    void forget() {
        for (String each : new String[] {"karaf.history", "karaf.etc", Platform.HISTORY_IGNORE}) {
            System.clearProperty(each);
        }
    }

    @Test
    void namesOfPeopleDoNotStayInTheHistory() throws Exception {
        Platform.set(Platform.HISTORY_IGNORE, Platform.FACES);

        assertThat(remembered(
                        "vedette:cameras",
                        "vedette:faces enroll Anna a.jpg",
                        "faces remove Anna",
                        "vedette:cameras; vedette:faces move 'Anna",
                        "Anna' known",
                        "vedette:health"))
                .contains("vedette:cameras")
                .contains("vedette:health")
                .doesNotContain("Anna");
    }

    @Test
    void withoutThatTheyWould() throws Exception {
        assertThat(remembered("vedette:faces enroll Anna a.jpg")).contains("Anna");
    }
}
