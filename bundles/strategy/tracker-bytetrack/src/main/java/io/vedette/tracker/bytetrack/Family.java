package io.vedette.tracker.bytetrack;

import java.util.List;

/**
 * Labels that detectors take for each other, so that a track may bear any of them. Immutable.
 *
 * @param members the labels; a label that is easily told from all others has a family of its own
 */
record Family(List<String> members) {

    private static final List<Family> KNOWN = List.of(
            new Family(List.of("car", "truck", "bus", "van")),
            new Family(List.of("bicycle", "motorcycle")),
            new Family(List.of("cat", "dog")),
            new Family(List.of("horse", "cow", "sheep")));

    /** The most members that any family has. */
    static final int LARGEST = 4;

    static Family of(String label) {
        for (Family family : KNOWN) {
            if (family.members.contains(label)) {
                return family;
            }
        }
        return new Family(List.of(label));
    }

    boolean has(String label) {
        return members.contains(label);
    }

    /** Where a label stands among the members. */
    int index(String label) {
        return members.indexOf(label);
    }

    boolean sameAs(Family other) {
        return members.get(0).equals(other.members.get(0));
    }
}
