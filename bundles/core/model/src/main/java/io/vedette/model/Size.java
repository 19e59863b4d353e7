package io.vedette.model;

import java.util.Locale;

/** How people read a number of bytes. */
final class Size {
    private static final double KILO = 1000;

    private Size() {}

    /** {@code 512 B}, {@code 23.1 kB}, {@code 3.7 MB}: decimal units. */
    static String of(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / (KILO * KILO));
    }
}
