package io.vedette.core.spi.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A model of the catalogue, or one of its owner's, and where it lies. Immutable.
 *
 * @param id the name by which people ask for it
 * @param task {@code detect}, {@code face-detect}, {@code face-embed} …
 * @param rank how much is to be expected of it among those of its task, 0 to 100; higher serves first
 * @param licence of the weights
 * @param bytes length of its file
 * @param sha256 of its file, lower-case hex
 * @param place where it lies
 * @param path the file; empty where it is absent
 */
public record ModelStatus(
        String id, String task, int rank, String licence, long bytes, String sha256, Place place, Optional<Path> path) {

    /** Where a model lies. */
    public enum Place {
        /** In the home. */
        HERE("here"),
        /** In the offline mirror only. */
        MIRROR("in the mirror"),
        /** In the home or the mirror, described by its owner. */
        OWN("your own"),
        /** On this machine nowhere that was looked at. */
        ABSENT("not here");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        /** What people read. */
        public String words() {
            return words;
        }
    }
}
