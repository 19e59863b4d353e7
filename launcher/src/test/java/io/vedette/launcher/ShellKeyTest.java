package io.vedette.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Karaf reads coordinates as signed numbers, and refuses some of the negative ones. */
    @RepeatedTest(20)
    void isOneThatKarafReadsAsItIs() throws IOException {
        Files.createDirectories(data.resolve("ssh"));

        byte[] key = Base64.getDecoder().decode(ShellKey.publicKey(data));

        assertThat(List.of(key[key.length - 64], key[key.length - 32])).allMatch(highest -> highest >= 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0xFF80", "short", "no base64: ."})
    void isMadeAnewWhereItMayBeRefused(String kept) throws IOException {
        Files.createDirectories(data.resolve("ssh"));
        byte[] key = Base64.getDecoder().decode(ShellKey.publicKey(data));
        key[key.length - 64] = (byte) 0xFF;
        key[key.length - 63] = (byte) 0x80;
        String text = kept.startsWith("0x") ? Base64.getEncoder().encodeToString(key) : kept;
        Path open = Files.writeString(data.resolve("ssh/client.pub"), "ecdsa-sha2-nistp256 " + text + " vedette\n");
        byte[] secret = Files.readAllBytes(ShellKey.privateKey(data));

        String anew = ShellKey.publicKey(data);

        assertThat(open).content().contains(anew).doesNotContain(text);
        assertThat(Files.readAllBytes(ShellKey.privateKey(data))).isNotEqualTo(secret);
    }
}
