package io.vedette.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.secret.MissingSecretException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    private static Form form(Map<String, ?> properties) {
        return new Form("io.vedette.x", properties, text -> {
            if (text.contains("nobody")) {
                throw new MissingSecretException("there is no readable secret etc/secrets/nobody");
            }
            return text.replace("$[secret:a]", "opensesame");
        });
    }

    private static Duration length(String text) throws BadSetting {
        return form(Map.of("t", text))
                .length("t", Duration.ofSeconds(9), Duration.ofSeconds(1), Duration.ofDays(8), "1 s to 8 d");
    }

    @ParameterizedTest
    @CsvSource({"10, PT10S", "1.5 s, PT1.5S", "5000ms, PT5S", "2 min, PT2M", "24 h, PT24H", "7 d, PT168H", "'', PT9S"})
    void readsLengths(String text, Duration length) throws BadSetting {
        assertThat(length(text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 s", "9 d", "-1 s", "soon", "1 y", "999999999 d"})
    void refusesLengthsWithPidKeyValueAndRange(String text) {
        assertThatThrownBy(() -> length(text)).hasMessage("io.vedette.x: t = '" + text + "': 1 s to 8 d");
    }

    @Test
    void fillsSecretsInAndNamesAMissingOne() throws BadSetting {
        assertThat(form(Map.of("k", " x$[secret:a] ")).secret("k")).contains("xopensesame");
        assertThat(form(Map.of()).secret("k")).isEmpty();
        assertThatThrownBy(() -> form(Map.of("k", "$[secret:nobody]")).secret("k"))
                .hasMessage("io.vedette.x: k: there is no readable secret etc/secrets/nobody");
    }

    @Test
    void readsFlagsAndNumbers() throws BadSetting {
        Form form = form(Map.of("yes", "true", "odd", "perhaps", "port", 25, "big", "70000"));
        assertThat(form.flag("yes", false)).isTrue();
        assertThat(form.flag("absent", true)).isTrue();
        assertThat(form.number("port", 1, 1, 65_535)).isEqualTo(25);
        assertThatThrownBy(() -> form.flag("odd", true)).hasMessageContaining("odd = 'perhaps': true or false");
        assertThatThrownBy(() -> form.number("big", 1, 1, 65_535)).hasMessageContaining("1 to 65535");
    }

    @Test
    void takesSecretsOutOfWhatOthersSay() {
        Redaction redaction = new Redaction(List.of("opensesame", "open", "a"));
        assertThat(redaction.of("so\n\topensesame, an open door")).isEqualTo("so ***, an *** door");
        assertThat(redaction.of("x".repeat(300))).hasSize(200);
    }
}
