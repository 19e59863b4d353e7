package io.vedette.detector.onnx;

import io.vedette.api.Box;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.model.ModelFile;
import io.vedette.api.model.ModelTrial;
import io.vedette.vision.onnx.ModelLoader;
import io.vedette.vision.onnx.OnnxSession;
import java.nio.ByteBuffer;
import java.util.List;

/** Tries ONNX models for objects and faces on the CPU. Immutable. */
public final class OnnxTrial implements ModelTrial {

    private static final int RUNS = 5;
    private static final byte GREY = 114;

    @Override
    public boolean knows(String runtime, String task) {
        return runtime.equals("onnx") && List.of("detect", "face-detect").contains(task);
    }

    @Override
    public String run(ModelFile model) throws DetectorException {
        try (OnnxSession session = new ModelLoader(model).load(1, 1)) {
            int seen = 0;
            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < RUNS; i++) {
                long begun = System.nanoTime();
                seen = session.detect(List.of(new GreyLook())).get(0).size();
                fastest = Math.min(fastest, System.nanoTime() - begun);
            }
            return session.shape() + ", read as " + model.family() + " with "
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
