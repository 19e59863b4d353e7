package io.vedette.detector.cuda;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What the linker reads of a library: the names that it needs, its own, and those of its symbols; and how to call libraries by
 * other names of the same length. Of ELF with 64 bits, little-endian, as Linux has it on x86-64 and arm64
 * (System V ABI, chapters 4 and 5). Confined to one thread.
 */
final class SharedObject {

    static final int X86_64 = 62;
    static final int AARCH64 = 183;

    private static final int MAGIC = 0x464c457f;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int NEEDED = 1;
    private static final int STRING_TABLE = 5;
    private static final int STRING_TABLE_SIZE = 10;

    private final Path file;
    private final int machine;
    private final List<String> needed = new ArrayList<>();
    private final byte[] names;
    private final long namesAt;

    private SharedObject(Path file, FileChannel channel) throws IOException {
        this.file = file;
        ByteBuffer header = read(channel, 0, HEADER);
        if (header.getInt(0) != MAGIC || header.get(4) != 2 || header.get(5) != 1) {
            throw new IOException(file + " is no library for Linux with 64 bits");
        }
        machine = header.getShort(18);
        int count = header.getShort(56) & 0xffff;
        ByteBuffer segments = read(channel, header.getLong(32), (long) count * PROGRAM_HEADER);
        List<Long> offsetsOfNeeded = new ArrayList<>();
        long tableAddress = -1;
        long tableSize = -1;
        ByteBuffer dynamic = dynamic(channel, segments);
        while (dynamic.remaining() >= 2 * Long.BYTES) {
            long tag = dynamic.getLong();
            long value = dynamic.getLong();
            if (tag == NEEDED) {
                offsetsOfNeeded.add(value);
            } else if (tag == STRING_TABLE) {
                tableAddress = value;
            } else if (tag == STRING_TABLE_SIZE) {
                tableSize = value;
            }
        }
        namesAt = offset(segments, tableAddress);
        names = read(channel, namesAt, tableSize).array();
        for (long offset : offsetsOfNeeded) {
            needed.add(name(Math.toIntExact(offset)));
        }
    }

    /** Reads a library. */
    static SharedObject of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new SharedObject(file, channel);
        } catch (ArithmeticException | IndexOutOfBoundsException e) {
            throw new IOException(file + " is a broken library", e);
        }
    }

    private ByteBuffer read(FileChannel channel, long at, long count) throws IOException {
        if (at < 0 || count < 0 || count > channel.size() - at) {
            throw new IOException(file + " is a broken or cut library");
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(count)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException(file + " was cut while it was read");
            }
        }
        return bytes.flip();
    }

    private ByteBuffer dynamic(FileChannel channel, ByteBuffer segments) throws IOException {
        for (int at = 0; at < segments.limit(); at += PROGRAM_HEADER) {
            if (segments.getInt(at) == DYNAMIC) {
                return read(channel, segments.getLong(at + 8), segments.getLong(at + 32));
            }
        }
        throw new IOException(file + " is no shared library");
    }

    /** Where in the file that address is. */
    private long offset(ByteBuffer segments, long address) throws IOException {
        for (int at = 0; at < segments.limit(); at += PROGRAM_HEADER) {
            long within = address - segments.getLong(at + 16);
            if (segments.getInt(at) == LOAD && within >= 0 && within < segments.getLong(at + 32)) {
                return segments.getLong(at + 8) + within;
            }
        }
        throw new IOException(file + " has no names");
    }

    private String name(int at) {
        int end = at;
        while (names[end] != 0) {
            end++;
        }
        return new String(names, at, end - at, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** {@link #X86_64}, {@link #AARCH64} or another number of the ABI. */
    int machine() {
        return machine;
    }

    /** The libraries that must be there before this one is loaded. */
    List<String> needed() {
        return List.copyOf(needed);
    }

    /** Whether a name of exactly that text is in it: a library, a symbol, a version of symbols. */
    boolean names(String text) {
        return find(text) >= 0;
    }

    private int find(String text) {
        for (int at = 0; at < names.length; ) {
            String name = name(at);
            if (name.equals(text)) {
                return at;
            }
            at += name.length() + 1;
        }
        return -1;
    }

    /**
     * Calls a library by another name in this file: its own, one that it needs, and the versions of that one's symbols, since all
     * of them point to one place.
     *
     * @throws IOException the name is not there, or the file cannot be written
     */
    void rename(String from, String to) throws IOException {
        int at = find(from);
        if (at < 0 || from.length() != to.length()) {
            throw new IOException(file + " does not name " + from + ", or " + to + " has another length");
        }
        byte[] bytes = to.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, names, at, bytes.length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, namesAt + at + buffer.position());
            }
        }
    }
}
