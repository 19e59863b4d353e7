package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.room.Rooms;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real clients on the real server, without a framework; who may come in at all is tested on the distribution. */
class SocketTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final LogInMemory log = new LogInMemory();
    private final Rooms rooms = new Rooms();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private LiveDesk desk;
    private SocketServlet servlet;

    @BeforeEach
    void start() throws Exception {
        rooms.bindEventTail(log);
        HealthReport well = new HealthReport(true, 0, Map.of(), Map.of(), 0, 1, List.of());
        desk = new LiveDesk(rooms, new Views(rooms), () -> well);
        desk.bindTail(log);
        servlet = new SocketServlet(desk, News.of("hello", Map.of("version", "1")), Duration.ofSeconds(5));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), "/api/v1/ws");
        JettyWebSocketServletContainerInitializer.configure(context, null);
        jetty.setHandler(context);
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        desk.close();
        jetty.stop();
    }

    @Test
    void tellsWhatHappensInOrder() {
        log.append();
        Client client = join("");
        client.until("{\"event\":\"hello\",\"data\":{\"version\":\"1\"}}");
        await().until(() -> {
            log.append("{\"seq\":1}");
            return client.told.size() > 3;
        });

        assertThat(client.told.get(1)).matches("\\{\"event\":\"event\",\"id\":[0-9]+,\"data\":\\{\"seq\":1}}");
        assertThat(client.told).as("what was before").noneMatch(text -> text.contains("\"id\":1,"));
    }

    @Test
    void whoComesAgainIsToldWhatWasMissed() {
        for (int i = 0; i < 450; i++) {
            log.append();
        }
        Client client = join("?after=40");

        client.until("{\"event\":\"event\",\"id\":450,\"data\":{}}");
        assertThat(client.told).hasSize(411).doesNotHaveDuplicates();
        assertThat(client.told.get(1)).contains("\"id\":41,");
    }

    @Test
    void saysComeAgainWhenItIsExchanged() {
        Client client = join("");
        client.until("{\"event\":\"hello\",\"data\":{\"version\":\"1\"}}");
        servlet.close();

        await().until(() -> client.closed.get() == 1012);
        await().until(() -> servlet.clients() == 0);
    }

    @Test
    void oneWhoAnswersPingsStays() {
        Client client = join("");
        await().until(() -> client.pings.get() >= 2);

        assertThat(servlet.clients()).isOne();
        assertThat(client.closed).hasValue(0);
        client.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        await().until(() -> servlet.clients() == 0);
        assertThat(client.closed.get()).isIn(0, WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void oneWhoAnswersNoPingIsDropped() throws IOException {
        try (Socket client = handshake()) {
            client.setSoTimeout((int) LONG.toMillis());
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[1024];
            assertThatUntilGone(in, buffer);
        }
        await().until(() -> servlet.clients() == 0);
    }

    @Test
    void oneWhoTakesNothingIsDroppedAndHoldsNobodyUp() throws IOException {
        String large = "\"" + "x".repeat(100_000) + "\"";
        try (Socket slow = handshake()) {
            Client quick = join("");
            await().until(() -> servlet.clients() == 2);
            await().until(() -> {
                for (int i = 0; i < 5; i++) {
                    log.append(large);
                }
                return servlet.clients() == 1;
            });
            log.append("\"last\"");

            quick.until("{\"event\":\"event\",\"id\":" + log.position() + ",\"data\":\"last\"}");
            assertThat(slow.isConnected()).isTrue();
        }
    }

    @Test
    void whatClientsSayIsForgotten() {
        Client client = join("");
        client.socket.sendText("x".repeat(200_000), true).join();
        client.socket.sendBinary(ByteBuffer.allocate(200_000), true).join();
        await().until(() -> {
            log.append("1");
            return client.told.size() > 3;
        });

        assertThat(client.closed).hasValue(0);
    }

    @Test
    void tooManyAreNotLetIn() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < LiveDesk.MOST_WATCHERS; i++) {
            clients.add(join(""));
        }
        await().until(desk::full);

        assertThatThrownBy(() -> join(""))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(503));
        assertThat(clients).allSatisfy(each -> assertThat(each.closed).hasValue(0));
    }

    @Test
    void oneWhoDoesNotAskForAWebSocketIsToldSo() throws Exception {
        HttpRequest plain = HttpRequest.newBuilder(uri("http", "")).build();
        HttpResponse<String> answer = http.send(plain, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static void assertThatUntilGone(InputStream in, byte[] buffer) {
        await().until(() -> {
            try {
                return in.read(buffer) < 0;
            } catch (IOException e) {
                return true;
            }
        });
    }

    /** A client that opens a WebSocket, and then neither reads nor answers. */
    private Socket handshake() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
        socket.getOutputStream()
                .write(("GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        await().until(() -> servlet.clients() > 0);
        return socket;
    }

    private Client join(String query) {
        return new Client(http, uri("ws", query));
    }

    private URI uri(String scheme, String query) {
        return URI.create(scheme + "://127.0.0.1:" + port() + "/api/v1/ws" + query);
    }

    private int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    /** What the JDK's client was told. Thread-safe. */
    private static final class Client implements WebSocket.Listener {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final AtomicInteger pings = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Client(HttpClient http, URI uri) {
            socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
        }

        void until(String text) {
            await().until(() -> told.contains(text));
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
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            pings.incrementAndGet();
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
