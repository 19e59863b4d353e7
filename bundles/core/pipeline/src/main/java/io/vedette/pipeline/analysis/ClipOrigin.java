package io.vedette.pipeline.analysis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells one clip from another, whatever it is named: its size, and the sha256 of its beginning and end. */
final class ClipOrigin {

    private static final int PART_BYTES = 1 << 20;

    private ClipOrigin() {}

    static String of(Path clip) throws IOException {
        try (FileChannel file = FileChannel.open(clip)) {
            MessageDigest digest = sha256();
            long size = file.size();
            digest(file, 0, digest);
            digest(file, Math.max(0, size - PART_BYTES), digest);
            return size + "-" + HexFormat.of().formatHex(digest.digest());
        }
    }

    private static void digest(FileChannel file, long from, MessageDigest digest) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
        long at = from;
        int read = file.read(part, at);
        while (read > 0 && part.hasRemaining()) {
            at += read;
            read = file.read(part, at);
        }
        digest.update(part.flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
