package io.vedette.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.spi.store.Secrets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Secrets secrets = new Secrets(Path.of("nowhere"), Map.of("MQTT_PASSWORD", "hunter2")::get);

    @Test
    void takesThePasswordFromWhereItIsKept() throws BadSetting {
        Settings settings = Settings.read(
                Map.of("uri", "tcp://broker:1883", "user", "me", "password", "$[env:MQTT_PASSWORD]"), secrets);
        assertThat(settings.password()).hasValue("hunter2");
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void namesTheSecretThatIsNotThere() {
        Map<String, String> missing = Map.of("user", "me", "password", "$[secret:mqtt]");
        assertThatThrownBy(() -> Settings.read(missing, secrets))
                .isInstanceOf(BadSetting.class)
                .hasMessage("password: there is no readable secret etc/secrets/mqtt");
    }
}
