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
 * The same distribution on a base of its own that is gone afterwards, for one command: of the home it reads models, plug-ins and
 * settings, and writes nothing, unless the command {@link #worksOnHome works on the home}. The command is a service of a bundle,
 * found by its property {@code vedette.command} and called with types of the JDK alone. Confined to the main thread.
 */
final class CommandBase {
    private static final long STARTS_WITHIN_S = 120;
    private static final long STOPS_WITHIN_MS = 10_000;
    /** Settings of the home that have no say here: what listens, what tells people, buttons and cameras. */
    private static final Set<String> LEFT_OUT = Set.of("access", "camera", "mqtt", "notify", "trigger", "web");

    private final Options options;
    private final Path distribution;
    private final PrintStream err;
    private final HomeFolder base;
    private boolean onHome;

    /** Makes the folder, which goes when the program ends. */
    CommandBase(Options options, Path distribution, PrintStream err) throws IOException {
        this.options = options;
        this.distribution = distribution;
        this.err = err;
        Path root = Files.createTempDirectory("vedette-" + options.command());
        base = new HomeFolder(root, distribution);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(root), "vedette-remove"));
    }

    /** The base's folder. */
    Path root() {
        return base.root();
    }

    /** Has the home's own database, models and secrets used, for reading and writing; the caller holds the home's lock. */
    void worksOnHome() {
        onHome = true;
    }

    /** Boots a feature and calls the service of the command; its exit status. */
    int run(String feature, Map<String, Object> request) throws Exception {
        prepare(feature);
        Main karaf = new Main(new String[0]);
        karaf.launch();
        try {
            return command(karaf.getFramework().getBundleContext()).applyAsInt(request);
        } finally {
            stop(karaf);
        }
    }

    private void prepare(String feature) throws IOException, UsageException {
        HomeFolder home = new HomeFolder(options.home(), distribution);
        base.layOut();
        // What libraries print has no place between the lines of the command, nor between our own to the user.
        Path printed = base.log().resolve("printed.log");
        PrintStream aside = new PrintStream(Files.newOutputStream(printed), true, StandardCharsets.UTF_8);
        System.setOut(aside);
        System.setErr(aside);
        System.setProperty("java.io.tmpdir", base.data().resolve("tmp").toString());
        base.renew();
        base.amend("org.apache.karaf.features.cfg", List.of("featuresBoot = framework, eventadmin, " + feature));
        if (Files.isDirectory(home.etc())) {
            takeSettings(home, base);
        }
        Platform.point(base, distribution, false);
        Platform.set("vedette.command", options.command());
        if (onHome) {
            Platform.set("vedette.home", home.root());
        } else {
            lend(home);
        }
        Platform.unpackNatives(Files.isWritable(home.data()) ? home : base);
        // Problems are told in one line; the log goes with the base.
        Platform.set("karaf.log.console", "OFF");
        options.models().ifPresent(mirror -> Platform.set("vedette.models", mirror));
    }

    /** Shows the base what it may read of the home. */
    private void lend(HomeFolder home) throws IOException {
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
        Platform.set("vedette.gallery", home.data().resolve("vedette.db").toString());
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

    private ToIntFunction<Map<String, Object>> command(BundleContext context)
            throws InvalidSyntaxException, InterruptedException, UsageException {
        String filter = "(vedette.command=" + options.command() + ")";
        CountDownLatch never = new CountDownLatch(1);
        for (long i = 0; i < STARTS_WITHIN_S * 20; i++) {
            Collection<? extends ServiceReference<?>> found = context.getServiceReferences(ToIntFunction.class, filter);
            for (ServiceReference<?> each : found) {
                if (context.getService(each) instanceof ToIntFunction<?> service) {
                    @SuppressWarnings("unchecked")
                    ToIntFunction<Map<String, Object>> command = (ToIntFunction<Map<String, Object>>) service;
                    return command;
                }
            }
            never.await(50, TimeUnit.MILLISECONDS);
        }
        throw new UsageException(
                "The command " + options.command() + " does not start within " + STARTS_WITHIN_S + " s");
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
