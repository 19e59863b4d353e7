package io.vedette.event.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.event.ObjectEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Alerts alerts = new Alerts(() -> ZoneOffset.UTC);

    private ConfiguredRule rule(String name, String... keysAndValues) {
        Map<String, Object> values = new HashMap<>();
        values.put("service.pid", ConfiguredRule.PID + "~" + name);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        ConfiguredRule rule = new ConfiguredRule(values);
        alerts.add(rule);
        return rule;
    }

    private static ObjectEvent event(
            ObjectEvent.Type type, UUID id, String label, Instant at, Map<String, Object> attributes) {
        return new ObjectEvent(
                new ObjectEvent.Key(type, id, "front", 1, 1, 1),
                new ObjectEvent.Subject(label.equals("car") ? "vehicle" : "human", label, 0.9, Box.FRAME, 1),
                new ObjectEvent.Times(at, at, Optional.empty()),
                new ObjectEvent.Provenance(Map.of(), Optional.empty(), Optional.empty()),
                List.of(),
                attributes);
    }

    private static ObjectEvent person(Instant at) {
        return event(ObjectEvent.Type.NEW, UUID.randomUUID(), "person", at, Map.of());
    }

    private static Map<String, Object> face(String name, String list) {
        Map<String, Object> face = new HashMap<>();
        face.put("name", name);
        face.put("list", list);
        return Map.of("face", face, "notify", false);
    }

    @Test
    void tellsTheSinksOfARuleOncePerEvent() {
        rule("people", "notify", "telegram, webhook", "labels", "human", "severity", "warning", "cooldown", "0 s");
        UUID id = UUID.randomUUID();
        Alerts.Judged first = alerts.judge(event(ObjectEvent.Type.NEW, id, "person", NOON, Map.of("a", 1)));
        assertThat(first.sinks()).containsExactlyInAnyOrder("telegram", "webhook");
        assertThat(first.event().attributes())
                .containsEntry("alert", Map.of("rule", "people", "severity", "warning"))
                .containsEntry("risk_level", "warning")
                .containsEntry("a", 1);
        assertThat(alerts.judge(event(ObjectEvent.Type.UPDATE, id, "person", NOON, Map.of()))
                        .sinks())
                .isEmpty();
        assertThat(alerts.judge(person(NOON)).sinks()).isNotEmpty();
        assertThat(alerts.judge(event(ObjectEvent.Type.NEW, UUID.randomUUID(), "car", NOON, Map.of()))
                        .sinks())
                .isEmpty();
    }

    @Test
    void keepsTheCooldownOfEachRuleCameraAndFace() {
        rule("people", "notify", "webhook", "faces", "known,blocked", "cooldown", "60 s");
        assertThat(judge(face("Ann", "known"), NOON)).isTrue();
        assertThat(judge(face("Ann", "known"), NOON.plusSeconds(59))).isFalse();
        assertThat(judge(face("Bob", "blocked"), NOON.plusSeconds(59))).isTrue();
        assertThat(judge(face("Ann", "known"), NOON.plusSeconds(61))).isTrue();
        assertThat(judge(face(null, "unknown"), NOON)).isFalse();
        assertThat(judge(Map.of(), NOON)).isFalse();
    }

    private boolean judge(Map<String, Object> attributes, Instant at) {
        ObjectEvent event = event(ObjectEvent.Type.UPDATE, UUID.randomUUID(), "face", at, attributes);
        return !alerts.judge(event).sinks().isEmpty();
    }

    @Test
    void waitsForTheFaceThatARuleAsksFor() {
        rule("strangers", "notify", "webhook", "faces", "unknown");
        UUID id = UUID.randomUUID();
        assertThat(alerts.judge(event(ObjectEvent.Type.NEW, id, "face", NOON, Map.of()))
                        .sinks())
                .isEmpty();
        assertThat(alerts.judge(event(ObjectEvent.Type.UPDATE, id, "face", NOON, face(null, "unknown")))
                        .sinks())
                .containsExactly("webhook");
    }

    @Test
    void doesNotAnnounceAgainWhatHasJustLeft() {
        rule("all", "notify", "webhook");
        Map<String, Object> quiet = Map.of("notify", false);
        assertThat(alerts.judge(event(ObjectEvent.Type.NEW, UUID.randomUUID(), "person", NOON, quiet))
                        .sinks())
                .isEmpty();
    }

    @Test
    void theGravestRuleGivesTheWords() {
        rule("a", "notify", "email", "text", "come and see");
        rule("b", "notify", "telegram", "severity", "critical");
        Alerts.Judged judged = alerts.judge(person(NOON));
        assertThat(judged.sinks()).containsExactlyInAnyOrder("email", "telegram");
        assertThat(judged.event().attributes()).containsEntry("alert", Map.of("rule", "b", "severity", "critical"));
    }

    @Test
    void aRuleThatCannotBeUsedDoesNothingAndALaterBadOneKeepsTheLastGood() {
        ConfiguredRule rule = rule("x", "notify", "");
        assertThat(alerts.judge(person(NOON)).sinks()).isEmpty();
        rule.changed(Map.of("service.pid", "io.vedette.alert~x", "notify", "webhook"));
        assertThat(alerts.judge(person(NOON)).sinks()).containsExactly("webhook");
        rule.changed(Map.of("service.pid", "io.vedette.alert~x", "notify", "webhook", "cooldown", "2 d"));
        assertThat(alerts.sinks()).containsExactly("webhook");
    }

    @Test
    void complaintsNameKeyValueAndRange() {
        assertThatThrownBy(() -> RuleReader.read("x", Map.of("notify", "a", "cooldown", "2 d")))
                .hasMessage("cooldown = 2 d is not 0 s to 1 d");
        assertThatThrownBy(() -> RuleReader.read("x", Map.of("notify", "a", "severity", "high")))
                .hasMessage("severity = high is not info, warning or critical");
        assertThatThrownBy(() -> RuleReader.read("x", Map.of("notify", "a", "schedule", "noon")))
                .hasMessageContaining("schedule = noon is not always, or days");
        assertThatThrownBy(() -> RuleReader.read("x", Map.of()))
                .hasMessageContaining("notify =  is not one or more of telegram");
    }
}
