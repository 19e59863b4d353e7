package io.vedette.api;

import java.util.Map;

/**
 * How a stateful expert (decoder, motion detector, tracker) introduces itself. Immutable.
 *
 * @param name a short name, {@code [a-z0-9.-]{1,40}}; versions of the same expert share it
 * @param attributes further facts, for people and filters
 */
public record ExpertInfo(String name, Map<String, String> attributes) {
    public ExpertInfo {
        if (!name.matches("[a-z0-9.-]{1,40}")) {
            throw new IllegalArgumentException("an expert's name must match [a-z0-9.-]{1,40}, but is '" + name + "'");
        }
        attributes = Map.copyOf(attributes);
    }

    public static ExpertInfo of(String name) {
        return new ExpertInfo(name, Map.of());
    }
}
