package io.vedette.bench;

import java.util.List;

/** Statistics of a few samples. Immutable. */
record Samples(List<Double> sorted) {
    Samples {
        sorted = sorted.stream().sorted().toList();
    }

    /** The sample that a share of all do not exceed (nearest rank); the share from 0 to 1. */
    double percentile(double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.min(sorted.size(), Math.max(1, rank)) - 1);
    }

    double median() {
        return percentile(0.5);
    }
}
