package io.vedette.media.ffmpeg;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real RTSP camera in a process of its own, made of GStreamer. */
final class RtspCamera implements AutoCloseable {
    final int port;
    private final Process process;

    RtspCamera(String... sourcesAndOptions) throws IOException {
        Samples.need(Files.exists(Path.of("/usr/bin/python3")), "no /usr/bin/python3");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/python3", Samples.rtspCamera().toString()));
        command.add(Integer.toString(port));
        command.addAll(List.of(sourcesAndOptions));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader reader = process.inputReader();
        String line = reader.readLine();
        while (line != null && !line.equals("up")) {
            line = reader.readLine();
        }
        Samples.need(line != null, "the RTSP camera does not start: GStreamer's Python packages are missing");
    }

    String uri(String user) {
        return "rtsp://" + user + "127.0.0.1:" + port + "/cam1";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            process.getInputStream().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
