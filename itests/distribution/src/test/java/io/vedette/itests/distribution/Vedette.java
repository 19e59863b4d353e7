package io.vedette.itests.distribution;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the distribution, started as a user starts it, its output kept in a file. Confined to one test. */
final class Vedette implements AutoCloseable {
    static final Path SCRIPT = Path.of(System.getProperty("vedette.distribution"), "vedette");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final Path output;

    private Vedette(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Vedette start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "vedette", ".out");
        List<String> line = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.redirectOutput(output.toFile()).redirectInput(new java.io.File("/dev/null"));
        builder.environment().putAll(environment);
        return new Vedette(builder.start(), output);
    }

    /** Runs a short command to its end. */
    static Vedette ran(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Vedette vedette = start(folder, environment, arguments);
        vedette.waitFor(Duration.ofSeconds(60));
        return vedette;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exit() {
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    boolean waitFor(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void awaitLive(int port) {
        await("an answer; it said: " + output())
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !process.isAlive() || status(port, "/health/live") == 200);
        if (!process.isAlive()) {
            throw new AssertionError("it ended with " + exit() + ": " + output());
        }
    }

    static HttpResponse<String> get(int port, String path, String accept) throws IOException, InterruptedException {
        return get(port, path, accept, Duration.ofSeconds(60));
    }

    private static HttpResponse<String> get(int port, String path, String accept, Duration patience)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("Accept", accept)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Changes something, as somebody who may read the home. */
    static HttpResponse<String> post(int port, Path home, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        String program = "http://127.0.0.1:" + port;
        HttpRequest request = HttpRequest.newBuilder(URI.create(program + path))
                .timeout(Duration.ofSeconds(60))
                .header("Origin", program)
                .header(
                        "X-Vedette-Token",
                        Files.readString(home.resolve("data/token")).trim())
                .POST(body)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int status(int port, String path) throws InterruptedException {
        try {
            return get(port, path, "*/*", Duration.ofSeconds(5)).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
