package io.vedette.model;

import io.vedette.core.spi.model.ModelException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process, or a second command in this one, from changing a home's models meanwhile. Confined to one call. */
final class ShelfLock implements AutoCloseable {
    private final FileChannel channel;

    private ShelfLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder if need be, and takes its lock. */
    static ShelfLock take(Path folder) throws ModelException {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new ShelfLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new ModelException("the folder " + folder + " cannot be written: " + e);
        }
        throw new ModelException(
                "the models of " + folder + " are being changed by another command; wait for that one");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws ModelException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ModelException("the lock of the models cannot be given back: " + e);
        }
    }
}
