package io.vedette.itests.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.testkit.peer.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WebSocket of a running program: who may open it, what it tells, and that its bundle can be exchanged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Instance vedette;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        vedette = new Instance(folder, "--camera", "front=" + TestData.path("videos/one-by-one-person-detection.mp4"))
                .start();
        awaitSocket();
    }

    private void awaitSocket() {
        await("the socket's address")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> Vedette.get(vedette.port(), "/api/v1/ws", "*/*").statusCode() == 426);
    }

    @AfterAll
    void stop() {
        if (vedette != null) {
            vedette.close();
        }
    }

    @Test
    void tellsEventsAndSaysComeAgainWhileItsBundleIsExchanged() throws Exception {
        Client client = new Client(vedette.port(), "");
        await("an event").atMost(PATIENCE).until(() -> client.told.size() > 1);
        assertThat(client.told.get(0)).contains("\"event\":\"hello\"");
        JsonNode told = Subscriber.json(client.told.get(1));
        assertThat(told.at("/data/stream_id").asText()).isEqualTo("front");
        long known = told.get("id").asLong();
        vedette.shell("bundle:stop io.vedette.web");
        await("come again").atMost(PATIENCE).until(() -> client.closed.get() == 1012);
        vedette.shell("bundle:refresh io.vedette.web");
        vedette.shell("bundle:start io.vedette.web");

        await("what was missed").atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            Client again = new Client(vedette.port(), "?after=" + known);
            await().until(() -> again.told.size() > 1 || again.closed.get() != 0);
            assertThat(Subscriber.json(again.told.get(1)).get("id").asLong()).isGreaterThan(known);
        });
    }

    /** Handshakes as a browser sends them: {@code Sec-Fetch-Site} does not come with all of them. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, , 101",
        "localhost, , 101",
        "127.0.0.1, own, 101",
        "127.0.0.1, http://evil.example, 403",
        "127.0.0.1, http://localhost:1, 403",
        "127.0.0.1, null, 403",
        "evil.example, , 403",
        "evil.example, own, 403"
    })
    void opensForThisMachineAndOurOwnPageOnly(String name, String origin, int status) throws IOException {
        String host = name + ":" + vedette.port();
        String from = origin == null ? "" : "Origin: " + (origin.equals("own") ? "http://" + host : origin) + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), vedette.port())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/ws HTTP/1.1\r\nHost: " + host + "\r\n" + from
                                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

            assertThat(answer.readLine()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    /** What the JDK's client was told. Thread-safe. */
    private static final class Client implements WebSocket.Listener {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final AtomicInteger closed = new AtomicInteger();
        private final StringBuilder part = new StringBuilder();

        Client(int port, String query) {
            URI uri = URI.create("ws://127.0.0.1:" + port + "/api/v1/ws" + query);
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(uri, this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                told.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.set(status);
            return null;
        }
    }
}
