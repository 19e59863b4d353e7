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
    private final FileLock lock;
    private final Path pidFile;

    private InstanceLock(FileLock lock, Path pidFile) {
        this.lock = lock;
        this.pidFile = pidFile;
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
        return Optional.of(new InstanceLock(lock, data.resolve("vedette.pid")));
    }

    /** Says who runs. */
    void writePid() throws IOException {
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
    }

    /** Who runs, as far as known. */
    static String pid(Path data) {
        try {
            return Files.readString(data.resolve("vedette.pid")).trim();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public void close() throws IOException {
        if (lock.isValid()) {
            Files.deleteIfExists(pidFile);
            lock.acquiredBy().close();
        }
    }
}
