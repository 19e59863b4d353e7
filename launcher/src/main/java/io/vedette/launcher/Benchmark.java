package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code bench}: measures the start of the program in processes of their own, then everything else in this one, on a
 * {@link CommandBase} with the broker inside it. Confined to the main thread.
 */
final class Benchmark {
    private static final int STARTS = 3;

    private final Options options;
    private final Path distribution;
    private final PrintStream out;
    private final PrintStream err;

    Benchmark(Options options, Path distribution, PrintStream out, PrintStream err) {
        this.options = options;
        this.distribution = distribution;
        this.out = out;
        this.err = err;
    }

    /** The exit status: 0 whatever was measured. */
    int run() throws Exception {
        boolean quick = options.arguments().contains("--quick");
        List<String> clips = clips();
        CommandBase base = new CommandBase(options, distribution, err);
        Path folder = Files.createDirectories(base.root().resolve("bench"));
        Path ffmpeg = FfmpegTool.unpack(distribution, folder.resolve("ffmpeg"));
        List<Long> startsMs = clips.isEmpty() ? starts(folder.resolve("home"), quick ? 1 : STARTS) : List.of();
        return base.run(
                "vedette-bench",
                Map.of(
                        "quick",
                        quick,
                        "json",
                        options.arguments().contains("--json"),
                        "ffmpeg",
                        ffmpeg.toString(),
                        "folder",
                        folder.toString(),
                        "clips",
                        clips,
                        "starts_ms",
                        startsMs,
                        "out",
                        out,
                        "err",
                        err));
    }

    /** Files of the user's own to measure on, absolute. */
    private List<String> clips() throws UsageException {
        List<String> clips = new ArrayList<>();
        for (String word : options.arguments()) {
            if (!word.startsWith("-")) {
                Path clip = Path.of(word).toAbsolutePath().normalize();
                if (!Files.isReadable(clip) || Files.isDirectory(clip)) {
                    throw new UsageException("bench: there is no readable file " + word);
                }
                clips.add(clip.toString());
            }
        }
        return clips;
    }

    /** The first start on an empty home, then some more on the same. */
    private List<Long> starts(Path home, int more) throws IOException, InterruptedException, UsageException {
        List<Long> startsMs = new ArrayList<>();
        for (int i = 0; i <= more; i++) {
            err.println("bench: start " + (i + 1) + " of " + (more + 1));
            startsMs.add(TimedStart.measure(home, options));
        }
        return startsMs;
    }
}
