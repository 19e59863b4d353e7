package io.vedette.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One start of the whole program as a child of this one, timed until it says that it is ready. */
final class TimedStart {
    private static final int HTTP_PORT = 18_181;
    private static final long STOPS_WITHIN_S = 20;

    private TimedStart() {}

    /** Milliseconds from the process to its word that it is ready; the child is stopped again. */
    static long measure(Path home, Options options) throws IOException, InterruptedException, UsageException {
        List<String> line = new ArrayList<>(javaLine());
        line.addAll(List.of("run", "--home", home.toString(), "--port", String.valueOf(Ports.freeFrom(HTTP_PORT))));
        options.models().ifPresent(mirror -> line.addAll(List.of("--models", mirror.toString())));
        long began = System.nanoTime();
        Process child = new ProcessBuilder(line).redirectErrorStream(true).start();
        Thread killer = new Thread(child::destroyForcibly, "vedette-bench-kill");
        Runtime.getRuntime().addShutdownHook(killer);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String last = "";
            for (String word = said.readLine(); word != null; word = said.readLine()) {
                if (word.startsWith("Ready in")) {
                    return (System.nanoTime() - began) / 1_000_000;
                }
                last = word;
            }
            throw new UsageException("The program does not start: " + last);
        } finally {
            child.destroy();
            if (!child.waitFor(STOPS_WITHIN_S, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(killer);
        }
    }

    /** How this process was started, up to the main class, but for what holds for measuring alone. */
    private static List<String> javaLine() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!argument.startsWith("-Xm") && !argument.contains("AlwaysPreTouch")) {
                line.add(argument);
            }
        }
        line.addAll(List.of("-classpath", System.getProperty("java.class.path"), VedetteMain.class.getName()));
        return line;
    }
}
