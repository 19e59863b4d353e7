package io.vedette.tracker.bytetrack;

import java.util.HashMap;
import java.util.Map;

/** Remembers the family of each label, so that a look makes no garbage. Confined to one lane. */
final class Families {

    /** More labels than any model has: whoever sends more sends nonsense, which is not to fill the memory. */
    private static final int MOST = 4096;

    private final Map<String, Family> byLabel = new HashMap<>();

    Family of(String label) {
        Family family = byLabel.get(label);
        if (family == null) {
            if (byLabel.size() >= MOST) {
                byLabel.clear();
            }
            family = Family.of(label);
            byLabel.put(label, family);
        }
        return family;
    }
}
