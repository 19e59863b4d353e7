package io.vedette.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTokenTest {
    @TempDir
    Path data;

    @Test
    void isMadeOnceForItsOwnerAlone() throws IOException {
        String token = HomeToken.of(data);

        assertThat(token).hasSizeGreaterThanOrEqualTo(43);
        assertThat(HomeToken.of(data)).isEqualTo(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isMadeAgainAfterACrashInBetween() throws IOException {
        Files.createFile(data.resolve("token"));

        assertThat(HomeToken.of(data)).hasSizeGreaterThanOrEqualTo(43);
    }
}
