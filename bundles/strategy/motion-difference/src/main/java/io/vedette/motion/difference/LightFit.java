package io.vedette.motion.difference;

/**
 * How the light of the whole picture differs from the background's: {@code now = gain * background + offset}.
 *
 * <p>Ordinary least squares in two passes, the second without the cells that the first leaves far off (trimmed least squares,
 * Rousseeuw and Leroy, "Robust Regression and Outlier Detection", 1987), so that an object does not pull it. Confined to one
 * lane.
 */
final class LightFit {

    /** Every seventh cell is enough; seven divides none of the usual widths, so that all columns are met. */
    private static final int STRIDE = 7;

    private static final int LEAST_CELLS = 30;
    private static final double FLAT_VARIANCE = 6;
    /** Grey levels from here on may stand for any light. */
    private static final float BLOWN = 250;

    float gain = 1;
    float offset;

    /** @param unfit cells not to be used, such as masked ones and those in the foreground */
    void fit(float[] now, float[] background, boolean[] unfit, int size) {
        gain = 1;
        offset = 0;
        if (pass(now, background, unfit, size, Float.MAX_VALUE)) {
            double mean = meanDifference(now, background, unfit, size);
            pass(now, background, unfit, size, (float) (2 * mean + 1));
        }
    }

    /** Refines gain and offset by the cells within a limit of the present ones; not with too few. */
    private boolean pass(float[] now, float[] background, boolean[] unfit, int size, float limit) {
        double n = 0;
        double sumB = 0;
        double sumN = 0;
        double sumBB = 0;
        double sumBN = 0;
        for (int i = 1; i < size; i += STRIDE) {
            float b = background[i];
            float v = now[i];
            if (!unfit[i] && v < BLOWN && Math.abs(v - gain * b - offset) <= limit) {
                n++;
                sumB += b;
                sumN += v;
                sumBB += b * b;
                sumBN += b * v;
            }
        }
        if (n < LEAST_CELLS) {
            return false;
        }
        double variance = sumBB / n - sumB / n * (sumB / n);
        double slope = variance < FLAT_VARIANCE ? 1 : (sumBN / n - sumB / n * (sumN / n)) / variance;
        gain = (float) Math.max(0.4, Math.min(2.5, slope));
        offset = (float) (sumN / n - gain * (sumB / n));
        return true;
    }

    private double meanDifference(float[] now, float[] background, boolean[] unfit, int size) {
        double sum = 0;
        int n = 0;
        for (int i = 1; i < size; i += STRIDE) {
            if (!unfit[i] && now[i] < BLOWN) {
                sum += Math.abs(now[i] - gain * background[i] - offset);
                n++;
            }
        }
        return sum / Math.max(1, n);
    }
}
