package io.vedette.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FFmpeg's executable as a child process. */
final class Ffmpeg {

    private static final Pattern BENCHMARK = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");

    private Ffmpeg() {}

    /** Runs it to its end; what it said. */
    static String run(Path executable, List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(executable.toString(), "-hide_banner", "-nostdin", "-y"));
        line.addAll(arguments);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("FFmpeg ended with " + process.exitValue() + ": " + lastLine(said));
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lastLine(String said) {
        return said.strip().lines().reduce("", (before, line) -> line);
    }

    /** User and system time in seconds, of what {@code -benchmark} makes it say. */
    static OptionalDouble cpuSeconds(String said) {
        Matcher matcher = BENCHMARK.matcher(said);
        return matcher.find()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)) + Double.parseDouble(matcher.group(2)))
                : OptionalDouble.empty();
    }
}
