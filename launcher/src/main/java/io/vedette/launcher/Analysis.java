package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code analyze}: clips, checked and handed to the pipeline on a {@link CommandBase}, its ports closed. Confined to the main thread. */
final class Analysis {

    private final Options options;
    private final Path distribution;
    private final PrintStream out;
    private final PrintStream err;

    Analysis(Options options, Path distribution, PrintStream out, PrintStream err) {
        this.options = options;
        this.distribution = distribution;
        this.out = out;
        this.err = err;
    }

    /** The exit status. */
    int run() throws Exception {
        checkFiles();
        List<String> files = options.arguments().stream()
                .map(name -> Path.of(name).toAbsolutePath().normalize().toString())
                .toList();
        return new CommandBase(options, distribution, err)
                .run(
                        "vedette-core",
                        Map.of(
                                "files",
                                files,
                                "settings",
                                options.settings(),
                                "out",
                                out,
                                "err",
                                err,
                                "bar",
                                Boolean.getBoolean("vedette.terminal.err")));
    }

    private void checkFiles() throws UsageException, IOException {
        if (options.arguments().isEmpty()) {
            throw new UsageException("analyze wants at least one file: ./vedette analyze FILE…");
        }
        for (String name : options.arguments()) {
            Path file = Path.of(name);
            if (!Files.exists(file)) {
                throw new UsageException("There is no file " + name);
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new UsageException(name + " cannot be analysed: it is no file that can be read");
            }
            if (Files.size(file) == 0) {
                throw new UsageException(name + " cannot be analysed: it is empty");
            }
        }
    }
}
