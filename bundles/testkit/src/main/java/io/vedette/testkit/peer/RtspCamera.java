package io.vedette.testkit.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real RTSP camera in a process of its own, made of GStreamer. It can be switched off and on. Confined to one test. */
public final class RtspCamera implements AutoCloseable {
    private final int port;
    private final List<String> command;
    private Process process;
    private Process keeper;

    /**
     * Switches a camera on.
     *
     * @param sourcesAndOptions video files, or GStreamer launch lines in parentheses; {@code --user}, {@code --password}
     */
    public RtspCamera(String... sourcesAndOptions) throws IOException {
        TestData.need(Files.exists(Path.of("/usr/bin/python3")), "no /usr/bin/python3");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path tool = TestData.path("videos")
                .resolveSibling("../tools/rtsp-camera")
                .toAbsolutePath()
                .normalize();
        TestData.need(Files.exists(tool), "no RTSP camera: " + tool);
        command = new ArrayList<>(List.of("/usr/bin/python3", tool.toString(), Integer.toString(port)));
        command.addAll(List.of(sourcesAndOptions));
        on();
    }

    /** Switches it on, at the same address as before. */
    public void on() throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader reader = process.inputReader();
        String line = reader.readLine();
        while (line != null && !line.equals("up")) {
            line = reader.readLine();
        }
        TestData.need(line != null, "the RTSP camera does not start: GStreamer's Python packages are missing");
    }

    /**
     * Lets a reader of its own keep the first mount playing. Without one, gst-rtsp-server 1.22 aborts now and then when a dozen
     * readers begin to play at once (an assertion in {@code gst_rtsp_media_get_rates}).
     *
     * @return this
     */
    public RtspCamera keptPlaying() throws IOException {
        keeper = new ProcessBuilder(
                        ("ffmpeg -v quiet -rtsp_transport tcp -i " + uri() + " -c copy -f framecrc -").split(" ", -1))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        InputStream packets = keeper.getInputStream();
        TestData.need(packets.read() >= 0, "ffmpeg does not play the RTSP camera");
        Thread drain = new Thread(() -> drain(packets), "rtsp-camera-keeper");
        drain.setDaemon(true);
        drain.start();
        return this;
    }

    private static void drain(InputStream packets) {
        try {
            packets.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The camera is switched off.
        }
    }

    /** Its port on loopback. */
    public int port() {
        return port;
    }

    /** Its first mount's address. */
    public String uri() {
        return uri("");
    }

    /** Its first mount's address for somebody: {@code user:password@}. */
    public String uri(String user) {
        return "rtsp://" + user + "127.0.0.1:" + port + "/cam1";
    }

    /** Switches it off as a power cut does. */
    @Override
    public void close() {
        if (keeper != null) {
            off(keeper);
            keeper = null;
        }
        off(process);
    }

    private static void off(Process process) {
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
