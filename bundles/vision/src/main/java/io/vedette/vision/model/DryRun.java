package io.vedette.vision.model;

import io.vedette.api.Box;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.model.ModelFile;
import java.nio.ByteBuffer;
import java.util.List;

/** Lets a loaded model answer a grey picture a few times. */
public final class DryRun {

    private static final int RUNS = 5;
    private static final byte GREY = 114;

    private DryRun() {}

    /**
     * Asks the model.
     *
     * @param session loaded; stays open
     * @param shape what the model takes and gives
     * @return what it is, how long the fastest answer took, and what it saw, in one line
     * @throws DetectorException it does not answer
     */
    public static String of(ObjectDetector.Session session, ModelFile model, Shape shape) throws DetectorException {
        try {
            int seen = 0;
            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < RUNS; i++) {
                long begun = System.nanoTime();
                seen = session.detect(List.of(new GreyLook())).get(0).size();
                fastest = Math.min(fastest, System.nanoTime() - begun);
            }
            return shape + ", read as " + model.family() + " with "
                    + model.labels().size() + " labels; a look takes " + (fastest + 500_000) / 1_000_000
                    + " ms on one thread and finds " + seen + " objects in plain grey";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectorException("the trial was given up", e);
        }
    }

    /** A frame of nothing but grey. */
    private static final class GreyLook implements Look {

        @Override
        public Box region() {
            return Box.FRAME;
        }

        @Override
        public double leastScore() {
            return 0.5;
        }

        @Override
        public int frameWidthPx() {
            return 640;
        }

        @Override
        public int frameHeightPx() {
            return 360;
        }

        @Override
        public Placement read(Box region, PixelLayout layout, ByteBuffer target) {
            for (int i = 0; i < layout.bytes(); i++) {
                target.put(target.position() + i, GREY);
            }
            return new Placement(region, 0, 0, layout.widthPx(), layout.heightPx());
        }
    }
}
