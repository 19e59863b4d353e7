package io.vedette.event.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.health.HealthRow;
import io.vedette.api.health.HealthRow.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredRuleTest {

    private static Map<String, Object> settings(String notify) {
        return Map.of("service.pid", "io.vedette.alert~ring", "notify", notify);
    }

    @Test
    void tellsOnTheHealthPageWhomItTellsOrWhyNobody() {
        ConfiguredRule rule = new ConfiguredRule(settings("No One"));
        assertThat(rule.row().name()).isEqualTo("alert ring");
        assertThat(rule.row().status()).isEqualTo(Status.WARN);
        assertThat(rule.row().sentence())
                .startsWith("io.vedette.alert~ring: notify = No One is not")
                .endsWith("the rule does nothing");

        rule.changed(settings("webhook,telegram"));
        assertThat(rule.row()).isEqualTo(new HealthRow("alert ring", Status.OK, "tells telegram, webhook"));

        rule.changed(settings(""));
        assertThat(rule.row().status()).isEqualTo(Status.WARN);
        assertThat(rule.row().sentence()).endsWith("the last good settings stay in force");
    }

    @Test
    void itsNameMayBeLong() {
        assertThat(new ConfiguredRule(Map.of("service.pid", "io.vedette.alert~" + "x".repeat(300)))
                        .row()
                        .name())
                .hasSize("alert ".length() + 60);
    }
}
