package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.apache.karaf.main.Main;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * {@code analyze}: the same distribution on a base of its own that is gone afterwards, with its ports closed. Of the home it reads
 * models, plug-ins and settings. Confined to the main thread.
 */
final class Analysis {
    private static final String FEATURES = "framework, eventadmin, vedette-core";
    private static final String COMMAND = "(vedette.command=analyze)";
    private static final long STARTS_WITHIN_S = 120;
    private static final long STOPS_WITHIN_MS = 10_000;
    /** Settings of the home that have no say here: what listens, and cameras. */
    private static final Set<String> LEFT_OUT = Set.of("access", "camera", "mqtt", "web");

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
        Path root = Files.createTempDirectory("vedette-analyze");
        HomeFolder base = new HomeFolder(root, distribution);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(root), "vedette-analyze-remove"));
        prepare(base);
        Main karaf = new Main(new String[0]);
        karaf.launch();
        try {
            return call(karaf.getFramework().getBundleContext());
        } finally {
            stop(karaf);
        }
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

    private void prepare(HomeFolder base) throws IOException, UsageException {
        HomeFolder home = new HomeFolder(options.home(), distribution);
        base.layOut();
        // What libraries print has no place between lines of JSON, nor between our own to the user.
        Path printed = base.log().resolve("printed.log");
        PrintStream aside = new PrintStream(Files.newOutputStream(printed), true, StandardCharsets.UTF_8);
        System.setOut(aside);
        System.setErr(aside);
        System.setProperty("java.io.tmpdir", base.data().resolve("tmp").toString());
        base.renew();
        base.amend("org.apache.karaf.features.cfg", List.of("featuresBoot = " + FEATURES));
        if (Files.isDirectory(home.etc())) {
            takeSettings(home, base);
        }
        for (String folder : List.of("models", "deploy")) {
            Path theirs = home.root().resolve(folder);
            if (Files.isDirectory(theirs)) {
                Files.delete(base.root().resolve(folder));
                Files.createSymbolicLink(base.root().resolve(folder), theirs);
            }
        }
        Path pins = home.data().resolve("pins.properties");
        if (Files.exists(pins)) {
            Files.copy(pins, base.data().resolve("pins.properties"));
        }
        Platform.point(base, distribution, false);
        Platform.unpackNatives(Files.isWritable(home.data()) ? home : base);
        // Problems are told in one line; the log goes with the base.
        Platform.set("karaf.log.console", "OFF");
        options.models().ifPresent(mirror -> Platform.set("vedette.models", mirror));
    }

    private static void takeSettings(HomeFolder home, HomeFolder base) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.etc(), "io.vedette.*.cfg")) {
            for (Path file : files) {
                String room = file.getFileName().toString().split("[.-]", -1)[2];
                if (!LEFT_OUT.contains(room)) {
                    Files.copy(file, base.etc().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private int call(BundleContext context) throws InvalidSyntaxException, InterruptedException, UsageException {
        CountDownLatch never = new CountDownLatch(1);
        for (long i = 0; i < STARTS_WITHIN_S * 20; i++) {
            Collection<? extends ServiceReference<?>> found =
                    context.getServiceReferences(ToIntFunction.class, COMMAND);
            for (ServiceReference<?> each : found) {
                Object service = context.getService(each);
                if (service instanceof ToIntFunction<?> command) {
                    return call(command);
                }
            }
            never.await(50, TimeUnit.MILLISECONDS);
        }
        throw new UsageException("The analysis does not start within " + STARTS_WITHIN_S + " s");
    }

    private int call(ToIntFunction<?> command) {
        @SuppressWarnings("unchecked")
        ToIntFunction<Map<String, Object>> analyze = (ToIntFunction<Map<String, Object>>) command;
        List<String> files = options.arguments().stream()
                .map(name -> Path.of(name).toAbsolutePath().normalize().toString())
                .toList();
        return analyze.applyAsInt(Map.of(
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

    private static void stop(Main karaf) throws InterruptedException, BundleException {
        karaf.getFramework().stop();
        karaf.getFramework().waitForStop(STOPS_WITHIN_MS);
    }

    private void remove(Path root) {
        try {
            HomeFolder.delete(root);
        } catch (IOException e) {
            err.println("vedette: " + root + " could not be removed: " + e);
        }
    }
}
