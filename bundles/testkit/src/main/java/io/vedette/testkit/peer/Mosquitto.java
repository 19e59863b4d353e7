package io.vedette.testkit.peer;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real mosquitto with a configuration, a port and a persistence of its own. Confined to one test. */
public final class Mosquitto implements AutoCloseable {
    private static final Path SERVER = Path.of("/usr/sbin/mosquitto");

    private final Path folder;
    private final int port;
    private Process process;

    private Mosquitto(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Skips the test where mosquitto is not installed, or fails it where the test data are required. */
    public static void need() {
        MqttSubscriber.need();
        TestData.need(Files.isExecutable(SERVER), "no " + SERVER);
    }

    /**
     * Starts one.
     *
     * @param folder where it keeps what it is to remember
     * @param options further lines of its configuration
     */
    public static Mosquitto start(Path folder, String... options) throws IOException {
        need();
        Mosquitto broker = new Mosquitto(folder, Ports.free());
        List<String> lines = new ArrayList<>(List.of(
                // Where root starts it, it would become a user who cannot read a test's folder.
                "user " + System.getProperty("user.name"),
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

    /** Starts it again, at the same port and with what it remembers. */
    public void restart() throws IOException {
        process = new ProcessBuilder(
                        SERVER.toString(),
                        "-c",
                        folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("mosquitto.log").toFile()))
                .start();
        await().until(() -> Ports.listens(port));
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /** SIGTERM: it saves its sessions. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
