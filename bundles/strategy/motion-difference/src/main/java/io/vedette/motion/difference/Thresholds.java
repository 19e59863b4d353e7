package io.vedette.motion.difference;

/**
 * What a sensitivity means. Each value falls as sensitivity rises, so that what fires at one fires at every higher one. Immutable.
 *
 * @param base grey levels that a cell must differ by where the background is perfectly still
 * @param perDeviation further grey levels for each grey level of the cell's usual unrest
 * @param leastCells connected cells that make a blob
 * @param smallCells blobs below this must move twice before they are believed
 */
record Thresholds(float base, float perDeviation, int leastCells, int smallCells) {

    /** What a look is like, and the grey levels that it wants at sensitivity 0.5. */
    enum Kind {
        /** Far from the former look: it stands for itself, and what it misses may have gone by the next. */
        LONE(4.2),
        /** One of several in a second. */
        USUAL(5),
        /** Where tiny blobs come and go, as in rain. */
        DRIZZLE(5.5);

        private final double base;

        Kind(double base) {
            this.base = base;
        }
    }

    /**
     * At 0.5: the kind's base + 3.8 · deviation, blobs of 3 cells; twice or half the base, and 12 or 2 cells, at the ends. So
     * something of 0.05 % of the picture and 12 grey levels fires on most of its way: it fills about 2 x 3.6 cells, well or badly.
     *
     * @param smallestCells blobs of fewer cells are of no interest
     */
    static Thresholds of(Kind kind, double sensitivity, double smallestCells) {
        double octaves = 1 - 2 * sensitivity;
        double factor = octaves >= 0 ? 1 + octaves : 1 / (1 - octaves);
        int least = Math.max(2, (int) Math.round(3 * factor * factor));
        int wanted = (int) Math.max(least, Math.ceil(smallestCells));
        return new Thresholds(
                (float) (kind.base * factor), (float) (3.8 + octaves), wanted, Math.max(wanted, 33 * least));
    }

    /** Blobs below this may be drops of rain. */
    int tinyCells() {
        return smallCells / 12;
    }

    /** Grey levels that a cell of this usual unrest must differ by. */
    float fires(float deviation) {
        return base + perDeviation * deviation;
    }

    /** Grey levels that such a cell must change by, within about a second, to count as being in motion. */
    float stirs(float deviation) {
        return 0.6f * base + 0.75f * perDeviation * deviation;
    }
}
