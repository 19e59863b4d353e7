package io.vedette.pipeline.book;

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

class PlaceholdersTest {

    @TempDir
    Path etc;

    private Placeholders placeholders;

    @BeforeEach
    void writeSecrets() throws IOException {
        Files.createDirectories(etc.resolve("secrets"));
        Files.writeString(etc.resolve("secrets/door.password"), "s3$1\\cret\n");
        Files.writeString(etc.resolve("outside"), "not for cameras");
        placeholders = new Placeholders(
                etc.resolve("secrets"), Map.of("CAMERA_USER", "admin", "SLY", "$[secret:door.password]")::get);
    }

    @Test
    void leavesATextWithoutPlaceholdersAsItIs() throws SettingsReader.BadValue {
        assertThat(placeholders.fill("rtsp://[::1]:554/a?b=$c")).isEqualTo("rtsp://[::1]:554/a?b=$c");
    }

    @Test
    void putsSecretsAndVariablesIn() throws SettingsReader.BadValue {
        assertThat(placeholders.fill("rtsp://$[env:CAMERA_USER]:$[secret:door.password]@door/1"))
                .isEqualTo("rtsp://admin:s3$1\\cret@door/1");
    }

    @Test
    void doesNotFillWhatAValueItselfHolds() throws SettingsReader.BadValue {
        assertThat(placeholders.fill("$[env:SLY]")).isEqualTo("$[secret:door.password]");
    }

    @Test
    void namesAVariableThatIsNotThere() {
        assertThatThrownBy(() -> placeholders.fill("$[env:NOBODY]"))
                .isInstanceOf(SettingsReader.BadValue.class)
                .hasMessage("the environment has no variable NOBODY");
    }

    @Test
    void namesASecretThatIsNotThere() {
        assertThatThrownBy(() -> placeholders.fill("$[secret:nobody]"))
                .isInstanceOf(SettingsReader.BadValue.class)
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
        assertThatThrownBy(() -> placeholders.fill("rtsp://u:" + text + "@door/1"))
                .isInstanceOf(SettingsReader.BadValue.class);
    }
}
