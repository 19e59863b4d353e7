package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellKeyTest {
    @TempDir
    Path data;

    @Test
    void isMadeOnceAndItsPrivateHalfIsForItsOwnerAlone() throws IOException {
        Files.createDirectories(data.resolve("ssh"));

        String key = ShellKey.publicKey(data);

        assertThat(ShellKey.publicKey(data)).isEqualTo(key);
        assertThat(Base64.getDecoder().decode(key)).hasSize(4 + 19 + 4 + 8 + 4 + 65);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ShellKey.privateKey(data))))
                .isEqualTo("rw-------");
    }
}
