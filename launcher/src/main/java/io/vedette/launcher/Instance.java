package io.vedette.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.security.auth.login.Configuration;
import org.apache.karaf.main.Main;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;

/** One run of the program on a home, from the lock to the last word. Confined to the main thread, but for {@link #stop}. */
final class Instance {
    private static final int SSH_PORT = 8101;
    private static final int HTTP_PORT = 8181;
    /** What the platform calls those whom its shell lets in. */
    private static final String REALM = "karaf";

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final int LOOK_AGAIN_MS = 200;
    /** What runs where no camera is configured. */
    private static final Map<String, String> DEMO = Map.of("demo", "demo:");

    private final Options options;
    private final Path distribution;
    private final PrintStream out;
    private final HomeFolder home;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean demo;
    private int sshPort;

    Instance(Options options, Path distribution, PrintStream out) {
        this.options = options;
        this.distribution = distribution;
        this.out = out;
        this.home = new HomeFolder(options.home(), distribution);
    }

    /** Runs until it is stopped. */
    int run() throws Exception {
        Instant began = Instant.now();
        home.layOut();
        Optional<InstanceLock> lock = InstanceLock.take(home.data());
        if (lock.isEmpty()) {
            throw new UsageException(InstanceLock.whoHolds(home));
        }
        try (InstanceLock held = lock.get()) {
            held.writePid();
            int http = httpPort();
            prepare();
            Main karaf = new Main(new String[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(karaf), "vedette-stop"));
            out.println("Vedette " + System.getProperty("vedette.version") + " starts on " + options.home());
            karaf.launch();
            announce(karaf, http, began);
            awaitStopping(karaf);
            stop(karaf);
            return karaf.getExitCode();
        }
    }

    private int httpPort() throws UsageException, IOException {
        String configured = home.setting("io.vedette.web", "port", String.valueOf(HTTP_PORT));
        // A port that is no number is named by the component that reads it; it then takes the default.
        int fromFile = configured.matches("[0-9]{1,5}") ? Integer.parseInt(configured) : HTTP_PORT;
        int port = options.port().orElse(fromFile);
        if (!Ports.isFree(port)) {
            throw new UsageException("The HTTP port " + port
                    + " is taken by another program; give another one: ./vedette run --port " + (port + 1));
        }
        return port;
    }

    private void prepare() throws IOException, UsageException {
        home.renew();
        if (options.preset().isPresent()) {
            new Preset(distribution, options.preset().get()).apply(home.etc(), out);
        }
        // One that was killed has left its own.
        Files.deleteIfExists(ShellClient.portFile(home.data()));
        sshPort = Ports.freeFrom(SSH_PORT);
        if (sshPort != SSH_PORT) {
            out.println("The shell's port " + SSH_PORT + " is taken; it listens on " + sshPort + " instead");
        }
        home.amend("org.apache.karaf.shell.cfg", List.of("sshPort = " + sshPort));
        home.amend("keys.properties", List.of("vedette = " + ShellKey.publicKey(home.data()) + ",_g_:admingroup"));
        demo = options.cameras().isEmpty() && !home.hasCameras();
        properties(home.writeCameras(demo ? DEMO : options.cameras()));
    }

    private void properties(Path cameras) {
        Platform.point(home, distribution, true);
        Platform.unpackNatives(home);
        options.models().ifPresent(mirror -> Platform.set("vedette.models", mirror));
        options.port().ifPresent(port -> Platform.set("vedette.http.port", port));
        if (demo || !options.cameras().isEmpty()) {
            Platform.set("vedette.cameras", cameras);
        }
        if (demo) {
            Platform.set("vedette.cameras.stand-in", DEMO.keySet().iterator().next());
        }
    }

    private void announce(Main karaf, int port, Instant began) throws IOException, InterruptedException {
        URI live = URI.create("http://127.0.0.1:" + port + "/health/live");
        Instant deadline = Instant.now().plus(READY_WITHIN);
        boolean ready = answers(live);
        boolean shell = opensShell();
        while (!(ready && shell)
                && runs(karaf)
                && Instant.now().isBefore(deadline)
                && !stopped.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
            ready = ready || answers(live);
            shell = shell || opensShell();
        }
        if (stopped.getCount() == 0 || !runs(karaf)) {
            return;
        }
        if (!shell) {
            tellShell();
        }
        if (!ready) {
            out.println("The health page does not answer yet; see " + home.log().resolve("vedette.log"));
            return;
        }
        long tookMs = Duration.between(began, Instant.now()).toMillis();
        out.println("Ready in " + tookMs / 1000 + "." + tookMs % 1000 / 100 + " s. Page: http://127.0.0.1:" + port
                + "/   Shell: ./vedette shell   Stop: Ctrl-C");
        if (demo) {
            out.println("No camera yet, so a drawn scene is shown as camera 'demo'."
                    + " Add your own, and it goes: echo 'uri = rtsp://USER:PASSWORD@HOST/PATH' > "
                    + home.etc().resolve("io.vedette.camera-front.cfg"));
        }
    }

    /** Waits until somebody stops it. Karaf's own wait goes on until all is closed, for ever where a plug-in hangs. */
    private static void awaitStopping(Main karaf) throws InterruptedException {
        int event = FrameworkEvent.WAIT_TIMEDOUT;
        while (event == FrameworkEvent.STOPPED_UPDATE || (event == FrameworkEvent.WAIT_TIMEDOUT && runs(karaf))) {
            event = karaf.getFramework().waitForStop(LOOK_AGAIN_MS).getType();
        }
    }

    /** Tells where the shell is once it lets somebody in. */
    private boolean opensShell() throws IOException {
        boolean open = letsIn();
        if (open) {
            tellShell();
        }
        return open;
    }

    private void tellShell() throws IOException {
        Files.writeString(ShellClient.portFile(home.data()), sshPort + "\n");
    }

    /** Whether the shell knows whom to let in; before, it greets and refuses everybody. */
    private static boolean letsIn() {
        try {
            return Configuration.getConfiguration().getAppConfigurationEntry(REALM) != null;
        } catch (SecurityException e) {
            // No realm is known at all yet.
            return false;
        }
    }

    /** Whether nobody stops it: Karaf takes SIGTERM itself, and stops the framework without a word. */
    private static boolean runs(Main karaf) {
        int state = karaf.getFramework().getState();
        return state == Bundle.STARTING || state == Bundle.ACTIVE;
    }

    private static boolean answers(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Stops the framework and waits for it, but never longer than promised. Called by the signal's hook or the main thread. */
    private synchronized void stop(Main karaf) {
        if (stopped.getCount() == 0 || karaf.getFramework() == null) {
            return;
        }
        stopped.countDown();
        try {
            karaf.getFramework().stop();
            boolean late =
                    karaf.getFramework().waitForStop(STOP_WITHIN.toMillis()).getType() == FrameworkEvent.WAIT_TIMEDOUT;
            Files.deleteIfExists(ShellClient.portFile(home.data()));
            home.writeCameras(Map.of());
            out.println(
                    late
                            ? "Vedette stopped, though not all was closed within " + STOP_WITHIN.toSeconds()
                                    + " s; what was open is ended at the next start"
                            : "Vedette stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (org.osgi.framework.BundleException | IOException e) {
            out.println("Vedette stopped with an error: " + e);
        }
    }
}
