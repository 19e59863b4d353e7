package io.vedette.access;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that stands for being allowed to write into the home: 256 random bits in a file for its owner alone. */
final class HomeToken {
    private static final int BYTES = 32;

    private HomeToken() {}

    /** Reads the token, made on a home's first start. */
    static String of(Path data) throws IOException {
        Path file = data.resolve("token");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        } catch (FileAlreadyExistsException e) {
            // A former start made it.
        }
        String token = Files.readString(file).trim();
        if (token.length() < BYTES) {
            // A crash between creating and writing.
            Files.delete(file);
            return of(data);
        }
        return token;
    }
}
