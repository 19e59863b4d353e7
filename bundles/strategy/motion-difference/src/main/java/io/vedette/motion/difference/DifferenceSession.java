package io.vedette.motion.difference;

import io.vedette.api.motion.LumaPicture;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import io.vedette.motion.difference.Thresholds.Kind;
import java.util.EnumMap;
import java.util.Map;

/** The motion of one camera: learns first, then answers, and learns anew when the whole picture has changed. Confined to one lane. */
final class DifferenceSession implements MotionDetector.Session {

    private static final float FIRST_S = 2;
    private static final int FIRST_LOOKS = 8;
    private static final float AGAIN_S = 0.8f;
    private static final int AGAIN_LOOKS = 4;
    /** Few looks will do where they are far apart, as with key frames. */
    private static final float SPARSE_S = 4;

    private static final int SPARSE_LOOKS = 3;
    /** What was learnt before such a gap in time is no longer trusted. */
    private static final float GAP_S = 60;
    /** A single look counts for no more time than this, so that it can't replace the background. */
    private static final float MOST_STEP_S = 2;
    /** A change of the whole picture that is still there after this long is learnt. */
    private static final float FLASH_S = 1;
    /** What follows a flash so soon belongs to it. */
    private static final float AFTERGLOW_S = 0.5f;
    /** The share of firing cells from which it is worth asking whether the camera was shaken. */
    private static final double SHAKEN = 0.005;

    private MotionSettings settings;
    private final Map<Kind, Thresholds> sensitivities = new EnumMap<>(Kind.class);
    private Thresholds thresholds;
    private Scene scene;
    private Blobs blobs;
    private Shake shake;
    private Regions regions;
    private Spread spread;

    private long timeNs;
    private boolean learning;
    private boolean again;
    private int learntLooks;
    private float learntS;
    private boolean disturbed;
    private float disturbedS;
    private float calmS;

    DifferenceSession(MotionSettings settings) {
        configure(settings);
    }

    @Override
    public void configure(MotionSettings wanted) {
        settings = wanted;
        double smallestCells = scene == null ? 0 : wanted.smallest() * scene.grid.size;
        for (Kind kind : Kind.values()) {
            sensitivities.put(kind, Thresholds.of(kind, wanted.sensitivity(), smallestCells));
        }
        if (scene != null) {
            scene.mask(MaskRaster.draw(wanted.masks(), scene.grid));
        }
    }

    @Override
    public Motion look(LumaPicture picture, long mediaTimeNs) {
        float passedS = scene == null ? 0 : Math.max(0, mediaTimeNs - timeNs) * 1e-9f;
        timeNs = mediaTimeNs;
        if (scene == null || !scene.grid.fits(picture)) {
            furnish(new CellGrid(picture.widthPx(), picture.heightPx()));
        }
        scene.turn(passedS);
        scene.grid.reduce(picture, scene.now);
        if (learntLooks == 0 || passedS > GAP_S) {
            return begin(false);
        }
        float dtS = Math.min(MOST_STEP_S, passedS);
        return learning ? learn(passedS) : compare(dtS);
    }

    private void furnish(CellGrid grid) {
        scene = new Scene(grid);
        configure(settings);
        blobs = new Blobs(scene);
        shake = new Shake(scene);
        regions = new Regions(blobs, grid);
        spread = new Spread(scene);
        learntLooks = 0;
    }

    private Motion begin(boolean anew) {
        scene.restart();
        blobs.clear();
        learning = true;
        again = anew;
        disturbed = false;
        calmS = Float.MAX_VALUE;
        learntLooks = 1;
        learntS = 0;
        return anew ? Motion.DISTURBED : Motion.CALIBRATING;
    }

    private Motion learn(float dtS) {
        learntLooks++;
        learntS += dtS;
        scene.average(learntLooks);
        if (spread.changed()) {
            return begin(again);
        }
        boolean enough = again
                ? learntS >= AGAIN_S && learntLooks >= AGAIN_LOOKS
                : learntS >= FIRST_S && learntLooks >= FIRST_LOOKS;
        if (enough || (learntS >= SPARSE_S && learntLooks >= SPARSE_LOOKS)) {
            scene.settle();
            learning = false;
        }
        return again ? Motion.DISTURBED : Motion.CALIBRATING;
    }

    private Motion compare(float dtS) {
        scene.measure(scene.background);
        thresholds = sensitivities.get(blobs.kind(dtS));
        int firing = scene.fire(thresholds, dtS);
        boolean shaky = shake.shaky(dtS);
        boolean much = firing > SHAKEN * scene.grid.size;
        if ((much || (shaky && firing > 0)) && shake.explains(thresholds, firing, dtS)) {
            return shaken(dtS);
        }
        if (!much) {
            shake.still();
        }
        if (spread.global(firing, disturbed)) {
            return disturb(dtS);
        }
        disturbed = false;
        calmS += dtS;
        if (calmS <= AFTERGLOW_S && much) {
            return Motion.DISTURBED;
        }
        blobs.find(thresholds, dtS);
        if (shaky) {
            blobs.distrust(thresholds.smallCells());
        }
        scene.learn(dtS);
        return regions.motion();
    }

    /** Only large blobs are believed while the camera shakes, and nothing is learnt. */
    private Motion shaken(float dtS) {
        blobs.find(thresholds, dtS);
        blobs.distrust(thresholds.smallCells());
        return regions.motion();
    }

    /** A flash passes and the background is as it was; what stays is learnt. */
    private Motion disturb(float dtS) {
        disturbedS = disturbed ? disturbedS + dtS : 0;
        disturbed = true;
        calmS = 0;
        blobs.clear();
        return disturbedS >= FLASH_S ? begin(true) : Motion.DISTURBED;
    }

    @Override
    public void close() {
        scene = null;
        blobs = null;
        shake = null;
        regions = null;
        spread = null;
        learntLooks = 0;
    }
}
