package io.vedette.core.spi.face;

import io.vedette.api.face.FaceList;

/**
 * Who somebody is, decided over several looks. Immutable.
 *
 * @param name of the person; empty where {@code list} is {@code UNKNOWN}
 * @param list which list the person is on
 * @param similarity to the person, or to the most similar one where unknown, -1 to 1
 */
public record FaceFinding(String name, FaceList list, double similarity) {}
