package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code doctor}: asks the instance that runs on the home; where none does, looks at what can be seen without. */
final class DoctorTool {
    private static final List<String> PARTS = List.of(
            "system/io/vedette/edge/io.vedette.shell",
            "system/io/vedette/core/io.vedette.core.spi",
            "system/io/vedette/io.vedette.api",
            "system/org/apache/karaf/shell/org.apache.karaf.shell.core",
            "system/org/jline/jline",
            "system/org/fusesource/jansi/jansi",
            "system/com/fasterxml/jackson/core");

    private DoctorTool() {}

    /** The exit status, where an instance did not answer and end the process itself. */
    static int run(Options options, Path distribution, PrintStream out)
            throws IOException, InterruptedException, ReflectiveOperationException, UsageException {
        List<String> words = options.arguments();
        if (!words.isEmpty() && !words.equals(List.of("--json"))) {
            throw new UsageException("doctor takes no argument but --json; see ./vedette --help");
        }
        ShellClient client = new ShellClient(options.home(), distribution);
        if (client.answers()) {
            List<String> command = new ArrayList<>(List.of("vedette:doctor"));
            command.addAll(words);
            client.run(command);
            return 0;
        }
        try (URLClassLoader loader = DistributionJars.loader(distribution, PARTS)) {
            Method run = loader.loadClass("io.vedette.shell.HomeDoctor")
                    .getMethod("run", Path.class, Path.class, boolean.class, PrintStream.class);
            return (int) run.invoke(null, options.home(), options.models().orElse(null), words.contains("--json"), out);
        }
    }
}
