package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vedette.testkit.peer.Ports;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models, got without the framework and taken by an instance that runs. */
class ModelsIT {
    private static final String NANO = "coco-yolox-nano";

    @TempDir
    Path folder;

    @Test
    void listsThemOnAnEmptyHomeAndLeavesItEmpty() throws Exception {
        Path home = folder.resolve("home");
        try (Vedette listed = models(Map.of(), "list")) {
            assertThat(listed.exit()).isZero();
            assertThat(listed.output()).contains("LICENCE", NANO, "not here");
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void saysInOneLineThatAPageCameInPlaceOfTheModel() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (Vedette pulled = models(Map.of("VEDETTE_MODELS_URL", url), "pull", NANO)) {
            assertThat(pulled.exit()).isOne();
            assertThat(pulled.output().lines().filter(line -> line.startsWith("vedette: ")))
                    .singleElement()
                    .asString()
                    .contains(NANO, "web page");
            assertThat(folder.resolve("home/models/" + NANO + ".onnx")).doesNotExist();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesWhatItDoesNotKnowInOneLine() throws Exception {
        try (Vedette refused = models(Map.of(), "paint")) {
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.output()).hasLineCount(1).contains("pull");
        }
    }

    @Test
    void aRunningInstanceTakesAPulledModel() throws Exception {
        String mirror = TestData.path("models").toAbsolutePath().normalize().toString();
        Path home = folder.resolve("home");
        int port = Ports.free();
        try (Vedette running =
                Vedette.start(folder, Map.of(), "run", "--home", home.toString(), "--port", String.valueOf(port))) {
            running.awaitLive(port);
            await().until(() -> detectors().contains("no model for detect is there"));

            try (Vedette pulled = models(Map.of(), "pull", "--models", mirror)) {
                assertThat(pulled.exit()).as(pulled.output()).isZero();
                assertThat(pulled.output()).contains("licence Apache-2.0");
            }
            await().until(() ->
                    detectors().contains("\"state\":\"ready\"") && detectors().contains(NANO));
            assertThat(home.resolve("models")).isDirectoryNotContaining("glob:**.part");
            running.terminate();
            assertThat(running.waitFor(Duration.ofSeconds(30))).isTrue();
        }
    }

    private String detectors() throws IOException, InterruptedException {
        String home = folder.resolve("home").toString();
        try (Vedette shell = Vedette.ran(folder, Map.of(), "shell", "vedette:detectors --json", "--home", home)) {
            return shell.output();
        }
    }

    private Vedette models(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("models"));
        line.addAll(List.of(words));
        line.addAll(List.of("--home", folder.resolve("home").toString()));
        return Vedette.ran(folder, environment, line.toArray(String[]::new));
    }
}
