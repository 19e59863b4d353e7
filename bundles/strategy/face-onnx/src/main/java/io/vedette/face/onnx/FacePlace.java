package io.vedette.face.onnx;

import io.vedette.api.Box;
import io.vedette.api.Polygon;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.Look;
import java.util.List;
import java.util.Optional;

/**
 * Where a face lies, and what that alone says of its worth. Immutable.
 *
 * @param toFace from the frame's pixels, counted from the middle of the first one, to those of the aligned face
 * @param worth of its size, pose, score and place in the frame, 0 to 1; its sharpness can only take away from that
 */
record FacePlace(Similarity toFace, double worth) {

    private static final int POINTS = 5;

    /** Where eyes, nose and corners of the mouth lie in an aligned face of 112 x 112: insightface's {@code arcface_dst}. */
    private static final double[] TEMPLATE = {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };
    /** Where the middle of a face's box lies in an aligned face, and how high the box is there; measured, see the README. */
    private static final double BOX_X = 56;

    private static final double BOX_Y = 65;
    private static final double BOX_HEIGHT = 106;
    /** Nobody knows how a face without landmarks is turned. */
    private static final double POSE_UNKNOWN = 0.5;

    /** Places of an aligned face that should lie in the frame: from 12 to 100. */
    private static final int GRID = 9;

    private static final double GRID_FROM = 12;
    private static final double GRID_STEP = 11;

    /** The place of a detection; empty where it cannot be told. */
    static Optional<FacePlace> of(Detection face, Look look) {
        Optional<double[]> landmarks = landmarks(face, look);
        return landmarks
                .flatMap(points -> Similarity.fit(points, TEMPLATE))
                .or(() -> ofBox(face.box(), look))
                .map(toFace -> {
                    double pose = landmarks
                            .map(points -> pose(points, toFace) * level(toFace))
                            .orElse(POSE_UNKNOWN);
                    return new FacePlace(toFace, score(face.score()) * size(toFace) * inFrame(toFace, look) * pose);
                });
    }

    private static Optional<double[]> landmarks(Detection face, Look look) {
        if (!(face.attributes().get("landmarks") instanceof List<?> list) || list.size() != POINTS) {
            return Optional.empty();
        }
        double[] points = new double[2 * POINTS];
        for (int i = 0; i < POINTS; i++) {
            if (!(list.get(i) instanceof Polygon.Point point)) {
                return Optional.empty();
            }
            points[2 * i] = point.x() * look.frameWidthPx();
            points[2 * i + 1] = point.y() * look.frameHeightPx();
        }
        return Optional.of(points);
    }

    private static Optional<Similarity> ofBox(Box box, Look look) {
        double scale = BOX_HEIGHT / (box.height() * look.frameHeightPx());
        if (!(Double.isFinite(scale) && scale > 0)) {
            return Optional.empty();
        }
        double middleX = (box.x() + box.width() / 2) * look.frameWidthPx();
        double middleY = (box.y() + box.height() / 2) * look.frameHeightPx();
        return Optional.of(new Similarity(scale, 0, BOX_X - scale * middleX, BOX_Y - scale * middleY));
    }

    private static double score(double score) {
        return ramp(score, 0.4, 0.8);
    }

    /** What is cut off at the frame's edge; the box does not tell, since detectors make do with what they see. */
    private static double inFrame(Similarity toFace, Look look) {
        Similarity toFrame = toFace.inverse();
        int inside = 0;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                double u = GRID_FROM + GRID_STEP * column;
                double v = GRID_FROM + GRID_STEP * row;
                double x = toFrame.x(u, v);
                double y = toFrame.y(u, v);
                inside += x >= 0 && y >= 0 && x < look.frameWidthPx() && y < look.frameHeightPx() ? 1 : 0;
            }
        }
        return ramp((double) inside / (GRID * GRID), 0.7, 0.95);
    }

    private static double size(Similarity toFace) {
        return ramp(1 / toFace.scale(), 0.2, 0.5);
    }

    /**
     * How far a face is turned: the nose wanders from the middle of the eyes and from between eyes and mouth.
     *
     * @param points in the frame
     */
    private static double pose(double[] points, Similarity toFace) {
        double[] turned = new double[points.length];
        for (int i = 0; i < points.length; i += 2) {
            turned[i] = toFace.x(points[i], points[i + 1]);
            turned[i + 1] = toFace.y(points[i], points[i + 1]);
        }
        double eyes = turned[2] - turned[0];
        double aside = (turned[4] - (turned[0] + turned[2]) / 2) / Math.max(1, eyes);
        double eyesY = (turned[1] + turned[3]) / 2;
        double mouthY = (turned[7] + turned[9]) / 2;
        double down = (turned[5] - eyesY) / Math.max(1, mouthY - eyesY);
        return ramp(Math.abs(aside), 0.6, 0.15) * ramp(Math.abs(down - 0.5), 0.45, 0.2);
    }

    /** The landmarks of a head that leans far over are not where they are said to be. */
    private static double level(Similarity toFace) {
        return ramp(Math.abs(Math.toDegrees(Math.atan2(toFace.b(), toFace.a()))), 60, 20);
    }

    /** 0 up to one value, 1 from the other on, which may be the smaller one, and straight between. */
    static double ramp(double value, double nothing, double all) {
        double share = (value - nothing) / (all - nothing);
        return share > 0 ? Math.min(1, share) : 0;
    }
}
