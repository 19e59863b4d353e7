package io.vedette.api.face;

import java.util.Locale;
import java.util.Optional;

/** Which list somebody is on. */
public enum FaceList {
    KNOWN,
    BLOCKED,
    /** Nobody has been told who it is; no person of the gallery is on it. */
    UNKNOWN;

    /** The word in events, files and commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The list of a word; empty where there is none. */
    public static Optional<FaceList> of(String word) {
        for (FaceList each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
