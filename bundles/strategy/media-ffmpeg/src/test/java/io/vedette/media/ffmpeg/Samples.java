package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Clips to test with: real ones from the test data, and others made by the machine's ffmpeg. */
final class Samples {
    private Samples() {}

    /** A file of the test data. */
    static Path data(String name) {
        Path path = Path.of(System.getProperty("vedette.testdata", "none"), name);
        need(Files.exists(path), "no test data: " + path);
        return path;
    }

    static Path visits() {
        return data("videos/one-by-one-person-detection.mp4");
    }

    /** The program that plays an RTSP camera; it stands beside the test data. */
    static Path rtspCamera() {
        Path path = data("videos").resolveSibling("../tools/rtsp-camera").normalize();
        need(Files.exists(path), "no RTSP camera: " + path);
        return path;
    }

    /** Skips the test, or fails it where the test data are required. */
    static void need(boolean there, String reason) {
        if (!there && "true".equals(System.getenv("VEDETTE_REQUIRE_TESTDATA"))) {
            fail(reason);
        }
        Assumptions.assumeTrue(there, reason);
    }

    /** Runs the machine's ffmpeg, which has encoders that the product does not ship. */
    static String ffmpeg(Path folder, String... arguments) throws IOException, InterruptedException {
        need(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no /usr/bin/ffmpeg");
        List<String> command = new ArrayList<>(List.of("/usr/bin/ffmpeg", "-v", "error", "-nostdin", "-y"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "ffmpeg", ".out");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    /** A moving test picture, encoded: {@code sample(folder, "a.mp4", "320x240", "-c:v", "libx265")}. */
    static Path sample(Path folder, String name, String size, String... encoder)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=size=" + size + ":rate=10:duration=3"));
        arguments.addAll(List.of(encoder));
        arguments.add(name);
        ffmpeg(folder, arguments.toArray(String[]::new));
        return folder.resolve(name);
    }
}
