package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    @Test
    void defaultsHoldWhereNothingIsSet() throws HttpSettings.InvalidException {
        assertThat(HttpSettings.of(Map.of(), Optional.empty())).isEqualTo(HttpSettings.DEFAULT);
    }

    @Test
    void theLaunchersPortGoesBeforeTheFile() throws HttpSettings.InvalidException {
        assertThat(HttpSettings.of(Map.of("port", "8300"), Optional.of("9000")).port())
                .isEqualTo(9000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "99999", "-1", "http", "", "8181.5"})
    void aBadPortIsNamedWithItsRange(String port) {
        assertThatThrownBy(() -> HttpSettings.of(Map.of("port", port), Optional.empty()))
                .hasMessage("io.vedette.web: port must be 1 to 65535, but is '" + port + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.2", "example.org", "127.evil", "::"})
    void onlyLoopbackIsListenedOn(String host) {
        assertThatThrownBy(() -> HttpSettings.of(Map.of("host", host), Optional.empty()))
                .hasMessageContaining("host must be a loopback address");
    }
}
