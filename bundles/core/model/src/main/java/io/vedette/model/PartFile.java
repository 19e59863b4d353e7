package io.vedette.model;

import io.vedette.core.spi.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A model on its way into the home: a hidden file, which nobody takes for a model and which gets its name at once, when it is
 * whole. Left where it is, the next attempt goes on with it. Confined to the holder of the folder's {@link ShelfLock}.
 */
final class PartFile implements AutoCloseable {
    private static final int SHA256_SHOWN = 12;
    private static final long FULL_BELOW_BYTES = 1 << 16;

    private final CatalogueEntry entry;
    private final Path folder;
    private final Path file;
    private final FileChannel channel;

    private PartFile(CatalogueEntry entry, Path folder, Path file) throws IOException {
        this.entry = entry;
        this.folder = folder;
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.position(channel.size());
    }

    /** The part of a model that a folder holds, empty at first. */
    static PartFile in(Path folder, CatalogueEntry entry) throws ModelException {
        try {
            return new PartFile(entry, folder, path(folder, entry));
        } catch (IOException e) {
            throw entry.problem("the folder " + folder + " cannot be written: " + e);
        }
    }

    static Path path(Path folder, CatalogueEntry entry) {
        return folder.resolve("." + entry.fileName() + "-" + entry.sha256().substring(0, SHA256_SHOWN) + ".part");
    }

    long length() throws ModelException {
        try {
            return channel.size();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Forgets what is there. */
    void restart() throws ModelException {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Refuses a model for which the disk has no room left. */
    void needRoom() throws ModelException {
        long needed = entry.bytes() - length();
        long free = free();
        if (free < needed) {
            discard();
            throw entry.problem("the disk of " + folder + " is too full: " + Size.of(needed) + " are needed, "
                    + Size.of(free) + " are free");
        }
    }

    void append(byte[] bytes, int length) throws ModelException {
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            // On a full disk everything else suffers too.
            discard();
            throw unwritable(e);
        }
    }

    /** Checks length and content, and gives the file the model's name in one step; what is wrong is deleted. */
    Path finish() throws ModelException {
        long length = length();
        if (length != entry.bytes()) {
            discard();
            throw entry.problem("it has " + length + " bytes instead of " + entry.bytes() + "; nothing was kept");
        }
        try {
            channel.force(true);
            String sha256 = Sha256.of(file);
            if (!sha256.equals(entry.sha256())) {
                discard();
                throw entry.problem("its content differs from the catalogue's (sha256 "
                        + sha256.substring(0, SHA256_SHOWN) + "… instead of "
                        + entry.sha256().substring(0, SHA256_SHOWN) + "…); nothing was kept");
            }
            return Files.move(
                    file,
                    folder.resolve(entry.fileName()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Deletes it. */
    void discard() throws ModelException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ModelException unwritable(IOException e) {
        try {
            if (free() < FULL_BELOW_BYTES) {
                return entry.problem("the disk of " + folder + " is full; nothing was kept");
            }
        } catch (ModelException unknown) {
            return entry.problem("the folder " + folder + " cannot be written: " + e);
        }
        return entry.problem("the folder " + folder + " cannot be written: " + e);
    }

    private long free() throws ModelException {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw entry.problem("the disk of " + folder + " cannot be asked for its free space: " + e);
        }
    }

    /** Leaves what is there for the next attempt; an empty file goes. */
    @Override
    public void close() throws ModelException {
        try {
            boolean empty = channel.size() == 0;
            channel.close();
            if (empty) {
                discard();
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }
}
