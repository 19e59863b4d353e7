package io.vedette.core.spi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @TempDir
    Path etc;

    private Secrets secrets;

    @BeforeEach
    void writeSecrets() throws IOException {
        Files.createDirectories(etc.resolve("secrets"));
        Files.writeString(etc.resolve("secrets/door.password"), "s3$1\\cret\n");
        Files.writeString(etc.resolve("outside"), "not for cameras");
        secrets = new Secrets(
                etc.resolve("secrets"), Map.of("CAMERA_USER", "admin", "SLY", "$[secret:door.password]")::get);
    }

    @Test
    void leavesATextWithoutPlaceholdersAsItIs() throws Secrets.Missing {
        assertThat(secrets.fill("rtsp://[::1]:554/a?b=$c")).isEqualTo("rtsp://[::1]:554/a?b=$c");
    }

    @Test
    void putsSecretsAndVariablesIn() throws Secrets.Missing {
        assertThat(secrets.fill("rtsp://$[env:CAMERA_USER]:$[secret:door.password]@door/1"))
                .isEqualTo("rtsp://admin:s3$1\\cret@door/1");
    }

    @Test
    void doesNotFillWhatAValueItselfHolds() throws Secrets.Missing {
        assertThat(secrets.fill("$[env:SLY]")).isEqualTo("$[secret:door.password]");
    }

    @Test
    void namesAVariableThatIsNotThere() {
        assertThatThrownBy(() -> secrets.fill("$[env:NOBODY]"))
                .isInstanceOf(Secrets.Missing.class)
                .hasMessage("the environment has no variable NOBODY");
    }

    @Test
    void namesASecretThatIsNotThere() {
        assertThatThrownBy(() -> secrets.fill("$[secret:nobody]"))
                .isInstanceOf(Secrets.Missing.class)
                .hasMessage("there is no readable secret etc/secrets/nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$[secret:../outside]",
                "$[secret:..\\outside]",
                "$[secret:%2e%2e/outside]",
                "$[secret:a/../../outside]",
                "$[secret:/etc/passwd]",
                "$[secret:..]",
                "$[secret:.]",
                "$[secret:]",
                "$[secret:door.password\u0000]",
                "$[secret:door.password",
                "$[secret: door.password]",
                "$[file:/etc/passwd]",
                "$[]",
                "$["
            })
    void refusesWhatLeadsOutOfTheFolderOrIsNoPlaceholder(String text) {
        assertThatThrownBy(() -> secrets.fill("rtsp://u:" + text + "@door/1")).isInstanceOf(Secrets.Missing.class);
    }
}
