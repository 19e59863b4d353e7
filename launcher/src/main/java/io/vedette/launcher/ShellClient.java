package io.vedette.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Talks to the instance that runs on a home: Karaf's own client, let in by the home's key. */
final class ShellClient {
    /** Jars of the distribution that the client consists of. */
    private static final List<String> PARTS = List.of(
            "system/org/apache/karaf/org.apache.karaf.client",
            "system/org/apache/sshd/sshd-osgi",
            "system/org/apache/sshd/sshd-scp",
            "system/org/apache/sshd/sshd-sftp",
            "system/org/fusesource/jansi/jansi",
            "system/org/jline/jline");

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);

    private final Path home;
    private final Path distribution;

    ShellClient(Path home, Path distribution) {
        this.home = home;
        this.distribution = distribution;
    }

    /**
     * Runs one command, or what stands on stdin, or a session where stdin is a terminal; an instance that is starting is waited
     * for. Does not return on success.
     */
    void run(List<String> command)
            throws UsageException, IOException, InterruptedException, ReflectiveOperationException {
        Path data = home.resolve("data");
        if (!isRunning(data)) {
            throw new UsageException("No Vedette runs on " + home + "; start it with: ./vedette run --home " + home);
        }
        if (!new ShellPort(data).await(STARTS_WITHIN)) {
            throw new UsageException("The Vedette on " + home + " is not up yet, and its shell does not answer; "
                    + home.resolve("log/vedette.log") + " tells more");
        }
        List<String> arguments = new ArrayList<>(List.of("-h", "127.0.0.1", "-u", "vedette"));
        arguments.addAll(List.of("-a", Files.readString(portFile(data)).trim()));
        arguments.addAll(List.of("-k", ShellKey.privateKey(data).toString()));
        if (!command.isEmpty()) {
            byte[] line = (String.join(" ", command) + "\n").getBytes(StandardCharsets.UTF_8);
            System.setIn(new ByteArrayInputStream(line));
        }
        if (!command.isEmpty() || !Boolean.getBoolean("vedette.terminal")) {
            // Given as an argument, a command is lost where stdin is closed.
            arguments.add("-b");
        }
        System.setProperty("karaf.etc", home.resolve("etc").toString());
        // It warns of a terminal that is none, which a script knows.
        Logger.getLogger("org.jline").setLevel(Level.SEVERE);
        call(arguments);
    }

    /** Whether an instance runs on the home and its shell is up, or about to be. */
    boolean answers() throws IOException {
        Path data = home.resolve("data");
        return isRunning(data) && Files.exists(portFile(data));
    }

    private void call(List<String> arguments) throws IOException, ReflectiveOperationException {
        URLClassLoader loader = DistributionJars.loader(distribution, PARTS);
        Thread.currentThread().setContextClassLoader(loader);
        Class<?> client = loader.loadClass("org.apache.karaf.client.Main");
        client.getMethod("main", String[].class).invoke(null, (Object) arguments.toArray(String[]::new));
    }

    private static boolean isRunning(Path data) throws IOException {
        if (!Files.exists(data.resolve("vedette.lock"))) {
            return false;
        }
        Optional<InstanceLock> free = InstanceLock.take(data);
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty() && !InstanceLock.isCommands(data);
    }

    /** Where a running instance says on which port its shell listens. */
    static Path portFile(Path data) {
        return data.resolve("ssh").resolve("port");
    }
}
