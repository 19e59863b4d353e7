package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command {@code models}: core/model's own, run on the distribution's jars in this process, without the framework. */
final class ModelsTool {
    private static final List<String> PARTS = List.of(
            "system/io/vedette/core/io.vedette.model",
            "system/io/vedette/core/io.vedette.core.spi",
            "system/io/vedette/io.vedette.api",
            "system/com/fasterxml/jackson/core",
            "system/io/vedette/native",
            "system/net/java/dev/jna",
            "system/org/ops4j/pax/logging/pax-logging-api",
            "plugins");

    private ModelsTool() {}

    /** The exit status. */
    static int run(Options options, Path distribution, PrintStream out, PrintStream err)
            throws IOException, ReflectiveOperationException {
        // What a check unpacks goes when it ends, for the home may not be there.
        Path natives = Files.createTempDirectory("vedette-models");
        Platform.set("org.bytedeco.javacpp.cachedir", natives);
        Platform.set("jna.tmpdir", natives);
        try (URLClassLoader loader = DistributionJars.loader(distribution, PARTS)) {
            Method run = loader.loadClass("io.vedette.model.ModelsCommand")
                    .getMethod("run", List.class, Path.class, Path.class, PrintStream.class, PrintStream.class);
            Path mirror = options.models().orElse(null);
            return (int) run.invoke(null, options.arguments(), options.home(), mirror, out, err);
        } finally {
            HomeFolder.delete(natives);
        }
    }
}
