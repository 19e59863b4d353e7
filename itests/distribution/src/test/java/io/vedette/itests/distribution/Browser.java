package io.vedette.itests.distribution;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real Chromium without a window, driven by the Chrome DevTools Protocol. Confined to one test. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Path> EXECUTABLES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final Map<String, List<String>> complaints = new ConcurrentHashMap<>();

    private Browser(Process process, URI address) throws IOException {
        this.process = process;
        this.socket = get(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Ear()));
    }

    /** The browser of this machine, if there is one. */
    static Optional<Path> executable() {
        return EXECUTABLES.stream().filter(Files::isExecutable).findFirst();
    }

    static Browser start(Path folder) throws IOException {
        Path profile = Files.createDirectories(folder.resolve("chromium"));
        Process process = new ProcessBuilder(List.of(
                        executable().orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--no-proxy-server",
                        "--host-resolver-rules=MAP *.example 127.0.0.1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.out").toFile())
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        await("Chromium's port").atMost(PATIENCE).until(() -> Files.exists(port) && lines(port) >= 2);
        List<String> lines = Files.readAllLines(port);
        return new Browser(process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    /** Opens an address in a window of its own. */
    Tab open(String url, boolean dark, int widthPx, int heightPx) throws IOException {
        String target = call("", "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        String session = call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        Tab tab = new Tab(session);
        complaints.put(session, new CopyOnWriteArrayList<>());
        tab.ask("Runtime.enable", Map.of());
        tab.ask("Log.enable", Map.of());
        tab.ask("Page.enable", Map.of());
        tab.size(widthPx, heightPx);
        tab.ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        tab.ask("Page.navigate", Map.of("url", url));
        return tab;
    }

    /** A page in a window of its own. */
    final class Tab {
        private final String session;

        private Tab(String session) {
            this.session = session;
        }

        JsonNode ask(String method, Map<String, Object> parameters) throws IOException {
            return call(session, method, parameters);
        }

        void size(int widthPx, int heightPx) throws IOException {
            boolean phone = widthPx < 500;
            ask(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", widthPx, "height", heightPx, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
        }

        /** The value of an expression; a promise is waited for. */
        JsonNode value(String expression) throws IOException {
            JsonNode answer = ask(
                    "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
            if (answer.has("exceptionDetails")) {
                throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
            }
            return answer.get("result").path("value");
        }

        /** Waits until a condition holds; what it asks of elements that are not there yet does not hold. */
        void until(String what, String condition) {
            String patient = "(() => { try { return (" + condition + ") } catch { return false } })()";
            await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> value(patient)
                    .asBoolean());
        }

        void press(String key) throws IOException {
            Map<String, Object> stroke = new HashMap<>(
                    Map.of("type", "keyDown", "key", key, "code", key, "windowsVirtualKeyCode", code(key)));
            if (key.equals("Enter")) {
                stroke.put("text", "\r");
            }
            ask("Input.dispatchKeyEvent", stroke);
            stroke.put("type", "keyUp");
            stroke.remove("text");
            ask("Input.dispatchKeyEvent", stroke);
        }

        private static int code(String key) {
            return switch (key) {
                case "Tab" -> 9;
                case "Enter" -> 13;
                case "Escape" -> 27;
                default -> 32;
            };
        }

        /** Errors on the console, breaches of the policy among them. */
        List<String> complaints() {
            return complaints.get(session);
        }

        void screenshot(Path file) throws IOException {
            JsonNode answer = ask("Page.captureScreenshot", Map.of("format", "png"));
            Files.write(file, Base64.getDecoder().decode(answer.get("data").asText()));
        }
    }

    private JsonNode call(String session, String method, Map<String, Object> parameters) throws IOException {
        int number = numbers.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", number).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(number, answer);
        get(socket.sendText(message.toString(), true));
        JsonNode answered = get(answer);
        if (answered.has("error")) {
            throw new IOException(method + ": " + answered.get("error"));
        }
        return answered.get("result");
    }

    private static <T> T get(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Chromium does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Hears answers and complaints. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void heard(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                if (message.has("id")) {
                    asked.remove(message.get("id").asInt()).complete(message);
                    return;
                }
                String method = message.path("method").asText();
                JsonNode entry = message.path("params").path("entry");
                boolean error = method.equals("Log.entryAdded")
                        && entry.path("level").asText().equals("error");
                if (error || method.equals("Runtime.exceptionThrown")) {
                    complaints
                            .getOrDefault(message.path("sessionId").asText(), new ArrayList<>())
                            .add(message.get("params").toString());
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        // Its profile is deleted next.
        descendants.forEach(each -> each.onExit().join());
        process.onExit().join();
    }
}
