package io.vedette.event.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.api.event.ObjectEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges messages by the rules that are there: each rule alerts once for an event, in the first message that fulfils it. Rules may
 * come and go on any thread; messages are judged on one.
 */
public final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final int MOST_EVENTS = 2_000;
    private static final int MOST_COOLDOWNS = 2_000;
    /** More than are written at once. */
    private static final int MOST_VERDICTS = 1_000;

    private final List<ConfiguredRule> rules = new CopyOnWriteArrayList<>();
    private final Supplier<ZoneId> zone;
    private final Map<UUID, Set<String>> told = bounded(MOST_EVENTS);
    private final Map<List<String>, Instant> last = bounded(MOST_COOLDOWNS);
    private final Map<ObjectEvent.Key, Verdict> verdicts = bounded(MOST_VERDICTS);

    /** What the rules said of a message: the gravest of those that alert, and who is told. */
    private record Verdict(Optional<AlertRule> first, Set<String> sinks) {}

    /** Rules whose schedules are read in a time zone. */
    public Alerts(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public void add(ConfiguredRule rule) {
        rules.add(rule);
    }

    public void remove(ConfiguredRule rule) {
        rules.remove(rule);
    }

    /** Sinks that any rule names. */
    public Set<String> sinks() {
        return rules.stream()
                .flatMap(rule -> rule.rule().stream())
                .flatMap(rule -> rule.action().sinks().stream())
                .collect(Collectors.toSet());
    }

    /**
     * What comes of a message. Immutable.
     *
     * @param event the message, with the {@code alert} in it where there is one
     * @param sinks who is told because of it
     */
    public record Judged(ObjectEvent event, Set<String> sinks) {}

    /**
     * Remembers an alert of an earlier run: its rule's cooldown goes on.
     *
     * @param message the JSON of a logged message; one without an alert tells nothing
     */
    public void recall(JsonNode message) {
        JsonNode face = message.path("face");
        AlertRule.Face whose = new AlertRule.Face(
                face.path("list").asText(), face.path("name").asText("").toLowerCase(Locale.ROOT));
        String rule = message.path("alert").path("rule").asText();
        try {
            Instant at = Instant.parse(message.path("timestamp_utc").asText());
            last.put(
                    key(
                            rule,
                            message.path("stream_id").asText(),
                            whose,
                            message.path("label").asText()),
                    at);
        } catch (DateTimeParseException e) {
            LOG.debug("A logged alert tells no time", e);
        }
    }

    /** What shares a cooldown: whoever has a face by that, all else by its label. */
    private static List<String> key(String rule, String camera, AlertRule.Face face, String label) {
        return List.of(rule, camera, face.list().isEmpty() ? label : face.list() + '/' + face.name());
    }

    /** Judges a message. One that comes again, since writing it broke, gets the same verdict. */
    public Judged judge(ObjectEvent event) {
        Verdict verdict = verdicts.get(event.key());
        if (verdict == null) {
            verdict = verdict(event);
            verdicts.put(event.key(), verdict);
        }
        return new Judged(verdict.first().map(rule -> with(event, rule)).orElse(event), verdict.sinks());
    }

    private Verdict verdict(ObjectEvent event) {
        if (event.key().type() == ObjectEvent.Type.END) {
            told.remove(event.key().eventId());
            return new Verdict(Optional.empty(), Set.of());
        }
        Set<String> sinks = new LinkedHashSet<>();
        AlertRule first = null;
        for (AlertRule rule : inOrder()) {
            if (alerts(rule, event)) {
                first = first == null ? rule : first;
                sinks.addAll(rule.action().sinks());
            }
        }
        return new Verdict(Optional.ofNullable(first), Set.copyOf(sinks));
    }

    /** The gravest first, then by name. */
    private List<AlertRule> inOrder() {
        return rules.stream()
                .flatMap(rule -> rule.rule().stream())
                .sorted(Comparator.comparingInt((AlertRule rule) -> List.of("critical", "warning", "info")
                                .indexOf(rule.action().severity()))
                        .thenComparing(AlertRule::name))
                .toList();
    }

    private boolean alerts(AlertRule rule, ObjectEvent event) {
        UUID id = event.key().eventId();
        if (told.getOrDefault(id, Set.of()).contains(rule.name()) || !rule.matches(event, zone.get())) {
            return false;
        }
        AlertRule.Face face = AlertRule.Face.of(event);
        // What has just left the same place is not announced again; a face has the rule's own cooldown.
        if (face.list().isEmpty() && Boolean.FALSE.equals(event.attributes().get("notify"))) {
            return false;
        }
        told.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(rule.name());
        List<String> key =
                key(rule.name(), event.key().streamId(), face, event.what().label());
        Instant at = event.times().at();
        Instant before = last.get(key);
        if (before != null && at.isBefore(before.plus(rule.cooldown()))) {
            return false;
        }
        last.remove(key);
        last.put(key, at);
        return true;
    }

    private static ObjectEvent with(ObjectEvent event, AlertRule rule) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("rule", rule.name());
        alert.put("severity", rule.action().severity());
        if (!rule.action().text().isEmpty()) {
            alert.put("text", rule.action().text());
        }
        Map<String, Object> attributes = new HashMap<>(event.attributes());
        attributes.put("alert", alert);
        attributes.put("risk_level", rule.action().severity());
        return new ObjectEvent(event.key(), event.what(), event.times(), event.provenance(), event.zones(), attributes);
    }
}
