package io.vedette.itests.distribution;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.Ports;
import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A home and the program that runs on it, with real models and free ports. Confined to one test. */
final class Instance implements AutoCloseable {
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final Duration ONLINE_WITHIN = Duration.ofSeconds(90);

    final Path home;
    private final Path folder;
    private final int port;
    private final List<String> options;
    private Vedette vedette;

    Instance(Path folder, String... options) throws IOException {
        this.folder = folder;
        this.home = folder.resolve("home");
        this.port = Ports.free();
        this.options = new ArrayList<>(List.of(
                "run",
                "--home",
                home.toString(),
                "--port",
                String.valueOf(port),
                "--models",
                TestData.path("models").toAbsolutePath().normalize().toString()));
        this.options.addAll(List.of(options));
        Files.createDirectories(
                home.resolve("etc"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Writes a file of {@code etc}. */
    Instance with(String file, String... lines) throws IOException {
        Path fresh = home.resolve("etc").resolve(file + ".part");
        Files.write(fresh, List.of(lines));
        Files.move(fresh, home.resolve("etc").resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    Instance start() throws IOException {
        return start("");
    }

    /** Starts it with further options of the JVM. */
    Instance start(String javaOptions) throws IOException {
        vedette = Vedette.start(folder, Map.of("VEDETTE_JAVA_OPTS", javaOptions), options.toArray(String[]::new));
        boolean live = false;
        try {
            vedette.awaitLive(port);
            live = true;
        } finally {
            if (!live) {
                close();
            }
        }
        return this;
    }

    /** Where its page is. */
    int port() {
        return port;
    }

    void kill() throws InterruptedException {
        vedette.kill();
        vedette.waitFor(STOPS_WITHIN);
    }

    void stop() throws InterruptedException {
        vedette.terminate();
        if (!vedette.waitFor(STOPS_WITHIN)) {
            throw new AssertionError("it does not stop: " + vedette.output());
        }
        if (vedette.output().contains("not all was closed")) {
            throw new AssertionError("it does not stop in time: " + vedette.output());
        }
    }

    /** The process. */
    long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("data/vedette.pid")).trim());
    }

    /** Asks the shell. */
    String shell(String command) throws IOException, InterruptedException {
        try (Vedette shell = Vedette.ran(folder, Map.of(), "shell", command, "--home", home.toString())) {
            return shell.output();
        }
    }

    /** A camera as the shell tells of it; a missing node where there is none, or no shell that tells. */
    JsonNode camera(String id) {
        try {
            String told = shell("vedette:cameras --json");
            if (told.startsWith("[")) {
                for (JsonNode each : Subscriber.json(told)) {
                    if (each.get("id").asText().equals(id)) {
                        return each;
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    /** Waits until a camera is online. */
    void awaitOnline(String id) {
        await("camera " + id)
                .atMost(ONLINE_WITHIN)
                .until(() -> camera(id).path("state").asText().equals("online"));
    }

    long count(String id, String counter) {
        return camera(id).path("counters").path(counter).asLong(-1);
    }

    String log() throws IOException {
        return Files.readString(home.resolve("log/vedette.log"));
    }

    long logged(String text) throws IOException {
        return log().lines().filter(line -> line.contains(text)).count();
    }

    /** The rows of a query on the home's database, columns joined by a blank. */
    List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/vedette.db"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        if (vedette != null) {
            vedette.close();
        }
    }
}
