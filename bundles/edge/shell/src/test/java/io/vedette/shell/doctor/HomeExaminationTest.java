package io.vedette.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeExaminationTest {

    @TempDir
    Path folder;

    private static Finding about(String about, List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.about().equals(about))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void looksAtAHomeThatIsNotThereYet() {
        Path home = folder.resolve("not/yet");
        List<Finding> found = HomeExamination.of(home, Optional.empty());
        assertThat(about("Vedette", found).advice()).isEqualTo("./vedette run --home " + home);
        assertThat(about("model", found).severity()).isEqualTo(Severity.PROBLEM);
        assertThat(about("Java", found))
                .isEqualTo(MachineCheck.java(Runtime.version().feature()));
        assertThat(home).doesNotExist();
    }

    @Test
    void findsModelsInTheMirrorToo() throws IOException {
        Files.createFile(folder.resolve(".half.onnx"));
        Optional<Path> mirror = Optional.of(folder);
        assertThat(about("model", HomeExamination.of(folder.resolve("home"), mirror))
                        .severity())
                .isEqualTo(Severity.PROBLEM);
        Files.createFile(folder.resolve("whole.onnx"));
        assertThat(about("model", HomeExamination.of(folder.resolve("home"), mirror))
                        .severity())
                .isEqualTo(Severity.OK);
    }

    @Test
    void tellsThatThePagesPortIsTaken() throws IOException {
        Path etc = Files.createDirectory(folder.resolve("etc"));
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Files.writeString(etc.resolve("io.vedette.web.cfg"), "port = " + other.getLocalPort() + "\n");
            Finding found = about("HTTP port", HomeExamination.of(folder, Optional.empty()));
            assertThat(found.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(found.found()).contains(other.getLocalPort() + " is taken");
        }
    }
}
