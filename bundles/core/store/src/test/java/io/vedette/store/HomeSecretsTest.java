package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.secret.MissingSecretException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeSecretsTest {

    @TempDir
    Path home;

    @Test
    void readsTheHomesSecrets() throws Exception {
        Files.createDirectories(home.resolve("etc/secrets"));
        Files.writeString(home.resolve("etc/secrets/bot"), "12:ab\n");
        assertThat(secrets().fill("x$[secret:bot]")).isEqualTo("x12:ab");
    }

    @Test
    void namesTheSecretThatIsMissing() {
        assertThatThrownBy(() -> secrets().fill("$[secret:nobody]"))
                .isInstanceOf(MissingSecretException.class)
                .hasMessageContaining("etc/secrets/nobody");
    }

    private HomeSecrets secrets() {
        return new HomeSecrets(new HomeFolder(home.toString(), null));
    }
}
