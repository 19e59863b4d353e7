package io.vedette.notify.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A Bot API on loopback, which keeps what it is told, gives updates as the real one does, and fails as the test wishes. */
final class BotServer implements AutoCloseable {

    static final String TOKEN = "123456:ABC-DEF_secret";

    /** A call; of a form the fields are in the text as they were sent. */
    record Call(String method, String text) {
        boolean isFor(String chat) {
            return text.contains("name=\"chat_id\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + chat + "\r\n")
                    || text.contains("\"chat_id\":\"" + chat + "\"");
        }
    }

    /** An answer that is no yes. */
    record No(int status, String body) {
        static No error(int code, String description) {
            return new No(code, "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\"}");
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ObjectNode> updates = new LinkedBlockingQueue<>();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicLong messages = new AtomicLong(1000);
    private final AtomicLong updateIds = new AtomicLong(50);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Function<Call, No> refusal = call -> null;
    private volatile boolean hangs;

    BotServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What is answered instead of a yes; null for a yes. */
    void refuses(Function<Call, No> wished) {
        refusal = wished;
    }

    void hang() {
        hangs = true;
    }

    List<Call> sent() {
        return calls.stream().filter(call -> call.method().startsWith("send")).toList();
    }

    List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    int polls() {
        return polls.get();
    }

    /** The id of the message that was sent last. */
    long lastMessage() {
        return messages.get();
    }

    void press(String chat, String data) {
        ObjectNode query = MAPPER.createObjectNode().put("id", "q1").put("data", data);
        query.putObject("message").put("message_id", 7).putObject("chat").put("id", Long.parseLong(chat));
        update("callback_query", query);
    }

    void reply(String chat, long to, String text) {
        ObjectNode message = MAPPER.createObjectNode().put("message_id", 8).put("text", text);
        message.putObject("chat").put("id", Long.parseLong(chat));
        message.putObject("reply_to_message")
                .put("message_id", to)
                .putObject("from")
                .put("is_bot", true);
        update("message", message);
    }

    void update(String kind, JsonNode content) {
        ObjectNode update = MAPPER.createObjectNode().put("update_id", updateIds.incrementAndGet());
        update.set(kind, content);
        updates.add(update);
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        Call call = new Call(path.substring(path.lastIndexOf('/') + 1), text);
        try {
            if (!path.startsWith("/bot" + TOKEN + "/")) {
                answer(exchange, No.error(401, "Unauthorized"));
                return;
            }
            long message = messages.get();
            if (call.method().equals("getUpdates")) {
                polls.incrementAndGet();
            } else {
                message = messages.incrementAndGet();
                calls.add(call);
            }
            if (hangs) {
                end.await();
            }
            No no = refusal.apply(call);
            if (no == null) {
                answer(exchange, new No(200, "{\"ok\":true,\"result\":" + result(call, message) + "}"));
            } else {
                answer(exchange, no);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    /** Long polling with the offset's meaning: what is below it is confirmed and gone. */
    private JsonNode result(Call call, long message) throws IOException, InterruptedException {
        if (!call.method().equals("getUpdates")) {
            return MAPPER.createObjectNode().put("message_id", message);
        }
        long offset = MAPPER.readTree(call.text()).path("offset").asLong();
        updates.removeIf(update -> update.path("update_id").asLong() < offset);
        ArrayNode result = MAPPER.createArrayNode();
        for (int i = 0; i < 50 && updates.isEmpty() && end.getCount() > 0; i++) {
            end.await(20, TimeUnit.MILLISECONDS);
        }
        updates.forEach(result::add);
        return result;
    }

    private static void answer(HttpExchange exchange, No answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
