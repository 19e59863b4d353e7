package io.vedette.core.spi.expert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How an exchange went. Immutable.
 *
 * @param kind {@code detector decoder motion tracker}
 * @param name the expert's name
 * @param from the version that served before; empty where none did
 * @param to the version that serves now
 * @param cameras how many cameras it serves
 * @param gapLooks looks that found no detector meanwhile
 * @param droppedLooks looks that failed meanwhile
 * @param drainedMs from the take-over until the former version had answered its last look
 * @param p95Ms how long looks took
 */
public record SwapReport(
        String kind,
        String name,
        String from,
        String to,
        int cameras,
        long gapLooks,
        long droppedLooks,
        long drainedMs,
        P95 p95Ms) {

    /** From being offered to being answered, the 95th percentile in milliseconds; empty where there was no look. */
    public record P95(OptionalDouble before, OptionalDouble during, OptionalDouble after) {

        /** Where no looks are measured. */
        public static final P95 NONE = new P95(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

        private String line() {
            return text(before) + " / " + text(during) + " / " + text(after);
        }

        private static String text(OptionalDouble ms) {
            return ms.isPresent() ? String.format(Locale.ROOT, "%.1f", ms.getAsDouble()) : "-";
        }
    }

    /** For programs: the components by name in snake case, the percentiles null where there was no look. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("name", name);
        fields.put("from", from);
        fields.put("to", to);
        fields.put("cameras", cameras);
        fields.put("gap_looks", gapLooks);
        fields.put("dropped_looks", droppedLooks);
        fields.put("drained_ms", drainedMs);
        fields.put("p95_before_ms", orNull(p95Ms.before()));
        fields.put("p95_during_ms", orNull(p95Ms.during()));
        fields.put("p95_after_ms", orNull(p95Ms.after()));
        return fields;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** One line for people. */
    public String line() {
        String exchange = name + " " + (from.isEmpty() ? "" : from + " → ") + to;
        if (!kind.equals("detector")) {
            return exchange + "  " + kind + " of " + cameras + (cameras == 1 ? " camera" : " cameras");
        }
        return exchange + "  gap " + gapLooks + " frames  dropped " + droppedLooks + "  drained " + drainedMs
                + " ms  p95 before/during/after " + p95Ms.line() + " ms";
    }
}
