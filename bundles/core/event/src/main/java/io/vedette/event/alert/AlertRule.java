package io.vedette.event.alert;

import io.vedette.api.event.ObjectEvent;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Who is to be told of which events. Immutable. In every set {@code *} stands for all.
 *
 * @param name the rule's, for people
 * @param cameras their ids
 * @param labels labels or categories
 * @param faces words of lists, or names in lower case
 * @param zones names of zones
 * @param schedule when
 * @param cooldown at most one alert in this time for the same camera and face or label
 * @param action what comes of it
 */
record AlertRule(
        String name,
        Set<String> cameras,
        Set<String> labels,
        Set<String> faces,
        Set<String> zones,
        Schedule schedule,
        Duration cooldown,
        Action action) {

    private static final String ALL = "*";

    /**
     * What comes of it. Immutable.
     *
     * @param sinks names of the sinks that are told
     * @param severity {@code info warning critical}
     * @param text what is to be said with it; may be empty
     */
    record Action(Set<String> sinks, String severity, String text) {
        Action {
            sinks = Set.copyOf(sinks);
        }
    }

    AlertRule {
        cameras = Set.copyOf(cameras);
        labels = Set.copyOf(labels);
        faces = Set.copyOf(faces);
        zones = Set.copyOf(zones);
    }

    /** Whether a message fulfils all conditions but the cooldown. */
    boolean matches(ObjectEvent event, ZoneId zone) {
        return among(cameras, event.key().streamId())
                && (among(labels, event.what().label())
                        || labels.contains(event.what().category()))
                && face(event)
                && (zones.contains(ALL) || event.zones().stream().anyMatch(zones::contains))
                && schedule.holds(event.times().at().atZone(zone));
    }

    private boolean face(ObjectEvent event) {
        Face face = Face.of(event);
        return faces.contains(ALL) || faces.contains(face.list()) || faces.contains(face.name());
    }

    private static boolean among(Set<String> wanted, String one) {
        return wanted.contains(ALL) || wanted.contains(one);
    }

    /** What an event tells of a face; both empty where it tells nothing. The name is in lower case. */
    record Face(String list, String name) {
        static Face of(ObjectEvent event) {
            if (!(event.attributes().get("face") instanceof Map<?, ?> face)) {
                return new Face("", "");
            }
            Object name = face.get("name");
            return new Face(
                    String.valueOf(face.get("list")),
                    name == null ? "" : String.valueOf(name).toLowerCase(Locale.ROOT));
        }
    }
}
