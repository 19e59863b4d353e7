package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.itests.distribution.plugin.StubbornActivator;
import io.vedette.testkit.peer.Ports;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One instance on an empty home, and what a user does with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunIT {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    private Path folder;
    private Path home;
    private int port;
    private Vedette vedette;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        home = folder.resolve("home of mine");
        port = Ports.free();
        vedette = run();
    }

    @AfterAll
    void end() {
        if (vedette != null) {
            vedette.close();
        }
    }

    private Vedette run() throws IOException {
        Vedette started =
                Vedette.start(folder, Map.of(), "run", "--home", home.toString(), "--port", String.valueOf(port));
        started.awaitLive(port);
        return started;
    }

    @Test
    void saysWhereTheHealthPageIsAndHowToAddACameraAndShowsADemoUntilThen() throws Exception {
        Awaitility.await().until(() -> vedette.output().contains("No camera yet"));
        assertThat(vedette.output())
                .contains("http://127.0.0.1:" + port + "/", "camera 'demo'", "io.vedette.camera-front.cfg");
        awaitCameras("demo");
        Path file = home.resolve("etc/io.vedette.camera-own.cfg");
        Files.writeString(file, "uri = demo:?seed=7\n");
        awaitCameras("own");
        Files.delete(file);
        awaitCameras("");
    }

    /** Waits until the shell lists these cameras, and no other. */
    private void awaitCameras(String ids) {
        Awaitility.await().untilAsserted(() -> {
            try (Vedette shell =
                    Vedette.ran(folder, Map.of(), "shell", "vedette:cameras --json", "--home", home.toString())) {
                assertThat(shell.output().replaceAll("\\s", "").split("\"id\":\"", -1))
                        .hasSize(ids.isEmpty() ? 1 : 2);
                assertThat(shell.output()).contains(ids);
            }
        });
    }

    @Test
    void tellsItsHealthToPeopleAndMachines() throws Exception {
        HttpResponse<String> page = Vedette.get(port, "/health", "text/html");
        HttpResponse<String> json = Vedette.get(port, "/health", "application/json");

        assertThat(page.body()).contains("<h1>Health", "What the words mean");
        assertThat(json.body())
                .contains(
                        "overall_status",
                        "pipeline_fps",
                        "queue_backlogs",
                        "worker_status",
                        "error_rate",
                        "memory_usage_mb");
        assertThat(Vedette.get(port, "/health/ready", "*/*").statusCode()).isEqualTo(200);
        assertThat(Vedette.get(port, "/api/v1/events?limit=5", "*/*").statusCode())
                .isEqualTo(200);
        assertThat(Vedette.get(port, "/api/v1/events?limit=0", "*/*").statusCode())
                .isEqualTo(400);
        assertThat(Vedette.get(port, "/nowhere", "*/*").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void refusesASecondInstanceOnTheSameHomeInOneLine() throws Exception {
        try (Vedette second = Vedette.ran(
                folder, Map.of(), "run", "--home", home.toString(), "--port", String.valueOf(Ports.free()))) {
            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.output()).hasLineCount(1).contains("already", pid());
        }
    }

    @Test
    void refusesATakenHttpPort() throws Exception {
        try (Vedette other = Vedette.ran(
                folder,
                Map.of(),
                "run",
                "--home",
                folder.resolve("other").toString(),
                "--port",
                String.valueOf(port))) {
            assertThat(other.exit()).isEqualTo(2);
            assertThat(other.output()).hasLineCount(1).contains("port " + port + " is taken");
        }
    }

    @Test
    void runsAShellCommandAndTellsItsFailure() throws Exception {
        try (Vedette works =
                        Vedette.ran(folder, Map.of(), "shell", "vedette:health --json", "--home", home.toString());
                Vedette fails =
                        Vedette.ran(folder, Map.of(), "shell", "vedette:events --limit 0", "--home", home.toString())) {
            assertThat(works.output()).contains("overall_status");
            assertThat(works.exit()).isZero();
            assertThat(fails.output()).contains("1 to 1000");
            assertThat(fails.exit()).isNotZero();
        }
    }

    @Test
    void stopsOnSigtermAndComesBackAfterSigkill() throws Exception {
        vedette.terminate();
        assertThat(vedette.waitFor(STOPS_WITHIN)).isTrue();
        assertThat(vedette.output()).endsWith("Vedette stopped\n");
        assertThat(home.resolve("data/vedette.pid")).doesNotExist();

        vedette = run();
        vedette.kill();
        vedette.waitFor(STOPS_WITHIN);

        vedette = run();
        assertThat(pid()).isNotBlank();
    }

    /** Whoever started it by mistake need not wait until it is up. */
    @Test
    void stopsOnSigtermWhileItStarts() throws Exception {
        Path other = folder.resolve("brief");
        try (Vedette brief = Vedette.start(
                folder, Map.of(), "run", "--home", other.toString(), "--port", String.valueOf(Ports.free()))) {
            Awaitility.await("its first line in the log")
                    .until(() -> other.resolve("log/vedette.log").toFile().length() > 0);
            brief.terminate();
            assertThat(brief.waitFor(STOPS_WITHIN)).isTrue();
            assertThat(brief.output()).endsWith("Vedette stopped\n").doesNotContain("Ready in");
        }
    }

    @Test
    void stopsOnSigtermThoughAPlugInDoesNot() throws Exception {
        Path other = folder.resolve("stubborn");
        Path started = folder.resolve("started");
        Manifest manifest = new Manifest();
        Map.of(
                        "Manifest-Version", "1.0",
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", "example.stubborn",
                        "Bundle-Version", "1.0.0",
                        "Bundle-Activator", StubbornActivator.class.getName(),
                        "Import-Package", "org.osgi.framework",
                        "Stubborn-Started", started.toString())
                .forEach(manifest.getMainAttributes()::putValue);
        Path deploy = Files.createDirectories(other.resolve("deploy"));
        BoxJar.pack(deploy.resolve("stubborn-1.0.0.jar"), manifest, List.of("StubbornActivator"));
        try (Vedette stubborn = Vedette.start(
                folder, Map.of(), "run", "--home", other.toString(), "--port", String.valueOf(Ports.free()))) {
            Awaitility.await("the plug-in").until(() -> Files.exists(started));
            stubborn.terminate();
            assertThat(stubborn.waitFor(STOPS_WITHIN)).isTrue();
            assertThat(stubborn.output()).contains("Vedette stopped, though not all was closed within 8 s");
        }
    }

    @Test
    void writesNothingIntoTheDistribution() throws IOException {
        try (Stream<Path> files = Files.walk(Vedette.SCRIPT.getParent())) {
            long started = Files.getLastModifiedTime(home.resolve("media")).toMillis();
            assertThat(files.filter(Files::isRegularFile))
                    .allMatch(each -> each.toFile().lastModified() <= started);
        }
    }

    private String pid() throws IOException {
        return Files.readString(home.resolve("data/vedette.pid")).trim();
    }
}
