package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher refuses, each in one clear line. */
class RefusalsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "24", "25.0.1"})
    void aJavaThatDoesNotServe(String version) throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2026-01-01' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (Vedette refused =
                Vedette.ran(folder, Map.of("JAVA_HOME", folder.resolve("jdk").toString()), "run")) {
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.output()).hasLineCount(1).contains("needs 17 to 23");
        }
    }

    @Test
    void aShellWhereNothingRuns() throws Exception {
        try (Vedette refused = Vedette.ran(folder, Map.of(), "shell", "vedette:health", "--home", folder.toString())) {
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.output()).hasLineCount(1).contains("No Vedette runs on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port=0", "--camera=front", "--colour=red", "walk", "--models=/no/such/folder"})
    void aCommandLineThatMeansNothing(String word) throws IOException, InterruptedException {
        try (Vedette refused = Vedette.ran(folder, Map.of("VEDETTE_HOME", folder.toString()), word)) {
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.output()).hasLineCount(1);
        }
    }

    @Test
    void aHomeThatCannotBeWritten() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        try (Vedette refused = Vedette.ran(folder, Map.of(), "run", "--home", file.toString())) {
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.output()).hasLineCount(1).contains("cannot be written");
        }
    }

    @Test
    void helpAndVersionNeedNothing() throws Exception {
        try (Vedette help = Vedette.ran(folder, Map.of("JAVA_HOME", "/nowhere"), "--help");
                Vedette version = Vedette.ran(folder, Map.of("JAVA_HOME", "/nowhere"), "--version")) {
            assertThat(help.exit()).isZero();
            assertThat(help.output()).contains("Usage:", "--camera NAME=URI");
            assertThat(version.output()).matches("Vedette [0-9.]+\\s*");
        }
    }
}
