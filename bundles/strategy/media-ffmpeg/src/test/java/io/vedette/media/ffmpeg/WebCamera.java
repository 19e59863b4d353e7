package io.vedette.media.ffmpeg;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A camera that speaks HTTP, in this process. Confined to one test. */
final class WebCamera implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int PICTURES = 60;
    private static final int DIFFERENT_PICTURES = 9;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;

    WebCamera() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    /** Its address without a path. */
    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    WebCamera serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
        return this;
    }

    /** Answers each request at a path alike. */
    WebCamera serve(String path, int status, String type, byte[] body) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    /** Serves 60 pictures of 320x240 as multipart motion JPEG, as fast as they are taken. */
    WebCamera serveMotionJpeg(String path, Path folder) throws IOException, InterruptedException {
        String rate = "testsrc2=size=320x240:rate=10";
        String count = Integer.toString(DIFFERENT_PICTURES);
        Samples.ffmpeg(folder, "-f", "lavfi", "-i", rate, "-frames:v", count, "-pix_fmt", "yuvj422p", "p%d.jpg");
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 1; i <= DIFFERENT_PICTURES; i++) {
            pictures.add(Files.readAllBytes(folder.resolve("p" + i + ".jpg")));
        }
        return serve(path, exchange -> motionJpeg(exchange, pictures));
    }

    private static void motionJpeg(HttpExchange exchange, List<byte[]> pictures) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < PICTURES; i++) {
                byte[] jpeg = pictures.get(i % pictures.size());
                String head = "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(jpeg);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
