package io.vedette.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to run on a home: a lock that the operating system takes back when its process ends, however it ends. The process
 * id beside it is for people. Thread-safe.
 */
final class InstanceLock implements AutoCloseable {
    private static final String INSTANCE = "vedette.pid";
    /** A command's own file: whoever ends the process that the other one names means an instance. */
    private static final String COMMAND = "command.pid";

    private final FileLock lock;
    private final Path data;

    private InstanceLock(FileLock lock, Path data) {
        this.lock = lock;
        this.data = data;
    }

    /** Takes the lock; empty where another process holds it. */
    static Optional<InstanceLock> take(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("vedette.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new InstanceLock(lock, data));
    }

    /** Says which instance runs. */
    void writePid() throws IOException {
        write(INSTANCE, COMMAND);
    }

    /** Says which command works on the home. */
    void writeCommandPid() throws IOException {
        write(COMMAND, INSTANCE);
    }

    private void write(String file, String other) throws IOException {
        // What was killed has left its own.
        Files.deleteIfExists(data.resolve(other));
        Files.writeString(data.resolve(file), ProcessHandle.current().pid() + "\n");
    }

    /** Whether the lock that somebody holds is an instance's, as far as known. */
    static boolean isInstances(Path data) {
        return Files.exists(data.resolve(INSTANCE));
    }

    /** Whether the lock that somebody holds is a command's. */
    static boolean isCommands(Path data) {
        return Files.exists(data.resolve(COMMAND)) && !isInstances(data);
    }

    /** Who has the lock of a home, in one line for people. */
    static String whoHolds(HomeFolder home) {
        if (isCommands(home.data())) {
            return "A command works on " + home.root() + " at the moment, as process " + pid(home.data(), COMMAND)
                    + "; try again when it has ended";
        }
        return "Vedette runs on " + home.root() + " already, as process " + pid(home.data(), INSTANCE)
                + "; stop that one or give another --home";
    }

    private static String pid(Path data, String file) {
        try {
            return Files.readString(data.resolve(file)).trim();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() throws IOException {
        if (lock.isValid()) {
            Files.deleteIfExists(data.resolve(INSTANCE));
            Files.deleteIfExists(data.resolve(COMMAND));
            lock.acquiredBy().close();
        }
    }
}
