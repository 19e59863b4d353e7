package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clips to test with: real ones from the test data, and others made by the machine's ffmpeg. */
final class Samples {
    private Samples() {}

    static Path visits() {
        return TestData.path("videos/one-by-one-person-detection.mp4");
    }

    /** Runs the machine's ffmpeg, which has encoders that the product does not ship. */
    static String ffmpeg(Path folder, String... arguments) throws IOException, InterruptedException {
        TestData.need(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no /usr/bin/ffmpeg");
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
