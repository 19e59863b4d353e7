package io.vedette.motion.difference;

/**
 * The short memory: a look of about half a second ago, in today's light, by which movement is told from a difference that lasts.
 * Confined to one lane.
 */
final class Recent {

    private static final float AGE_S = 0.4f;

    private Snapshot older;
    private Snapshot newer;

    Recent(int size) {
        older = new Snapshot(size);
        newer = new Snapshot(size);
    }

    /** Starts over with one look. */
    void restart(float[] now) {
        older.take(now, 1, 0);
        newer.take(now, 1, 0);
    }

    /** Takes note that time has passed, and of the look that was the latest until now. */
    void pass(float[] former, LightFit light, float dtS) {
        older.ageS += dtS;
        newer.ageS += dtS;
        if (newer.ageS - dtS >= AGE_S) {
            Snapshot spare = older;
            older = newer;
            newer = spare;
            newer.take(former, light.gain, light.offset);
            newer.ageS = dtS;
        }
    }

    /** The change of each cell since then, but for what the light of the whole picture has changed. */
    void change(float[] now, LightFit light, float[] to) {
        Snapshot then = newer.ageS >= AGE_S ? newer : older;
        float[] cells = then.cells;
        float gain = light.gain / then.gain;
        float offset = light.offset - gain * then.offset;
        for (int i = 0; i < to.length; i++) {
            to[i] = now[i] - gain * cells[i] - offset;
        }
    }

    private static final class Snapshot {
        private final float[] cells;
        private float gain = 1;
        private float offset;
        private float ageS;

        Snapshot(int size) {
            cells = new float[size];
        }

        void take(float[] from, float atGain, float atOffset) {
            System.arraycopy(from, 0, cells, 0, cells.length);
            gain = atGain;
            offset = atOffset;
            ageS = 0;
        }
    }
}
