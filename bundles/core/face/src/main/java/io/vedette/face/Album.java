package io.vedette.face;

import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceList;
import java.util.Map;
import java.util.Set;

/**
 * Everybody who is enrolled, as cameras need it: who is who, and an index of the faces for each model. Immutable.
 *
 * @param version rises with every change
 * @param people by id
 * @param indexes of the faces, by model
 * @param complete the models for which nobody's face is missing that could be there
 */
record Album(long version, Map<Long, Card> people, Map<String, FaceIndex> indexes, Set<String> complete) {
    static final Album EMPTY = new Album(0, Map.of(), Map.of(), Set.of());

    Album {
        people = Map.copyOf(people);
        indexes = Map.copyOf(indexes);
        complete = Set.copyOf(complete);
    }

    /** What is told of a person. Immutable. */
    record Card(String name, FaceList list) {}

    /** The faces that can be compared with one. */
    FaceIndex index(Embedding like) {
        return indexes.getOrDefault(like.modelSha256(), FaceIndex.EMPTY);
    }

    /** Whether who is not found is not there; false while faces are made anew for another model. */
    boolean isComplete(String model) {
        return people.isEmpty() || complete.contains(model);
    }
}
