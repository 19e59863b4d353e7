package io.vedette.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Where the program begins; the script {@code vedette} comes here once it has found a Java and a distribution. */
public final class VedetteMain {
    private static final int USAGE = 2;

    private VedetteMain() {}

    /** Exit status 0; 1 for a failure; 2 for what the user can put right. */
    public static void main(String[] line) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status;
        try {
            status = run(List.of(line), out, err);
        } catch (UsageException e) {
            err.println("vedette: " + e.getMessage());
            status = USAGE;
        } catch (IOException e) {
            err.println("vedette: " + e);
            status = 1;
        }
        System.exit(status);
    }

    private static int run(List<String> line, PrintStream out, PrintStream err) throws Exception {
        Path distribution = Path.of(System.getProperty("vedette.distribution"));
        Options options = Options.parse(line, Path.of(System.getProperty("vedette.home.default")));
        if (options.command().equals("analyze")) {
            return new Analysis(options, distribution, out, err).run();
        }
        if (options.command().equals("bench")) {
            return new Benchmark(options, distribution, out, err).run();
        }
        if (options.command().equals("faces")) {
            return new FacesTool(options, distribution, out, err).run();
        }
        // Before anything of the platform remembers the former one.
        System.setProperty("java.io.tmpdir", options.home().resolve("data/tmp").toString());
        if (options.command().equals("shell")) {
            new ShellClient(options.home(), distribution).run(options.arguments());
            return 0;
        }
        if (options.command().equals("press")) {
            String shellLine = ShellLine.of(options.command(), options.arguments());
            new ShellClient(options.home(), distribution).run(List.of(shellLine));
            return 0;
        }
        if (options.command().equals("models")) {
            return ModelsTool.run(options, distribution, out, err);
        }
        if (options.command().equals("doctor")) {
            return DoctorTool.run(options, distribution, out);
        }
        return new Instance(options, distribution, out).run();
    }
}
