package io.vedette.core.spi.expert;

import java.util.List;

/**
 * How long looks took from being offered to being answered, by all detectors together, since the start. Immutable.
 *
 * @param uptoMs the buckets' upper bounds in milliseconds, rising; the last is infinite
 * @param counts looks in each bucket
 * @param sumMs of all looks
 */
public record LookTimes(List<Double> uptoMs, List<Long> counts, double sumMs) {
    public LookTimes {
        uptoMs = List.copyOf(uptoMs);
        counts = List.copyOf(counts);
        if (uptoMs.size() != counts.size()) {
            throw new IllegalArgumentException(uptoMs.size() + " bounds, but " + counts.size() + " counts");
        }
    }
}
