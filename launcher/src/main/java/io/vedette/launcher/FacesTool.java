package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code faces}: asks the instance that runs on the home; where none does, the home's gallery is opened in this
 * process, on a {@link CommandBase}, and the home is kept from others meanwhile. Confined to the main thread.
 */
final class FacesTool {
    private static final List<String> PARTS = List.of(
            "system/io/vedette/edge/io.vedette.shell",
            "system/io/vedette/core/io.vedette.core.spi",
            "system/io/vedette/io.vedette.api",
            "system/org/apache/karaf/shell/org.apache.karaf.shell.core",
            "system/org/jline/jline");

    private static final String FEATURE = "vedette-faces";
    private static final Duration TURN_WITHIN = Duration.ofMinutes(2);
    private static final int LOOK_AGAIN_MS = 100;

    private final Options options;
    private final Path distribution;
    private final PrintStream out;
    private final PrintStream err;
    private final HomeFolder home;

    FacesTool(Options options, Path distribution, PrintStream out, PrintStream err) {
        this.options = options;
        this.distribution = distribution;
        this.out = out;
        this.err = err;
        this.home = new HomeFolder(options.home(), distribution);
    }

    /** The exit status, where an instance did not answer and end the process itself. */
    int run() throws Exception {
        String shellLine = ShellLine.of(options.command(), options.arguments());
        List<String> words = ShellLine.verbFirst(options.arguments());
        boolean thereYet = Files.isDirectory(options.home());
        if (!thereYet || !isHeld()) {
            Optional<String> refusal = refusal(words);
            if (refusal.isPresent()) {
                out.println(refusal.get());
                return 1;
            }
        }
        if (!thereYet && !words.get(0).equals("enroll")) {
            // An empty gallery answers, and nothing is made for it.
            return onBase(words, false);
        }
        home.layOut();
        Optional<InstanceLock> turn = turn();
        if (turn.isEmpty()) {
            System.setProperty("java.io.tmpdir", home.data().resolve("tmp").toString());
            new ShellClient(options.home(), distribution).run(List.of(shellLine));
            return 0;
        }
        try (InstanceLock held = turn.get()) {
            held.writeCommandPid();
            if (!home.isRenewed()) {
                home.renew();
            }
            return onBase(words, true);
        }
    }

    private boolean isHeld() throws IOException {
        return new ShellClient(options.home(), distribution).answers();
    }

    private Optional<String> refusal(List<String> words) throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader = DistributionJars.loader(distribution, PARTS)) {
            return ((Optional<?>) loader.loadClass("io.vedette.shell.FacesTool")
                            .getMethod("refusal", List.class)
                            .invoke(null, words))
                    .map(String.class::cast);
        }
    }

    private int onBase(List<String> words, boolean atHome) throws Exception {
        CommandBase base = new CommandBase(options, distribution, err);
        if (atHome) {
            base.worksOnHome();
        }
        return base.run(FEATURE, Map.of("words", words, "out", out));
    }

    /** The home, once no other command works on it; empty where an instance runs. */
    private Optional<InstanceLock> turn() throws IOException, InterruptedException, UsageException {
        long deadlineNs = System.nanoTime() + TURN_WITHIN.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            Optional<InstanceLock> taken = InstanceLock.take(home.data());
            if (taken.isPresent() || InstanceLock.isInstances(home.data())) {
                return taken;
            }
            if (System.nanoTime() - deadlineNs > 0 || never.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
                throw new UsageException(InstanceLock.whoHolds(home));
            }
        }
    }
}
