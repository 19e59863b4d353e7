package io.vedette.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real mosquitto with its own configuration, port and persistence. Confined to one test. */
final class Mosquitto implements AutoCloseable {

    static final Path SERVER = Path.of("/usr/sbin/mosquitto");
    private static final String REQUIRED = "VEDETTE_REQUIRE_TESTDATA";

    private final Path folder;
    private final int port;
    private Process process;

    private Mosquitto(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Skips the test where mosquitto is not installed, or fails it where it must be. */
    static void require() {
        boolean there = Files.isExecutable(SERVER) && Files.isExecutable(Path.of("/usr/bin/mosquitto_sub"));
        if (!there && "true".equals(System.getenv(REQUIRED))) {
            Assertions.fail("mosquitto and mosquitto-clients are not installed, and " + REQUIRED + " is true");
        }
        Assumptions.assumeTrue(there, "mosquitto and mosquitto-clients are not installed");
    }

    static Mosquitto start(Path folder, String... options) throws IOException {
        require();
        Mosquitto broker = new Mosquitto(folder, freePort());
        List<String> lines = new ArrayList<>(List.of(
                "user root",
                "listener " + broker.port + " 127.0.0.1",
                "persistence true",
                "persistence_location " + folder + "/",
                "autosave_interval 1",
                "autosave_on_changes true",
                "max_queued_messages 0"));
        lines.addAll(List.of(options));
        if (lines.stream().noneMatch(line -> line.startsWith("allow_anonymous"))) {
            lines.add("allow_anonymous true");
        }
        Files.write(folder.resolve("mosquitto.conf"), lines);
        broker.restart();
        return broker;
    }

    void restart() throws IOException {
        process = new ProcessBuilder(
                        SERVER.toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("mosquitto.log").toFile()))
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::isListening);
    }

    private boolean isListening() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** SIGTERM: it saves its sessions. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
