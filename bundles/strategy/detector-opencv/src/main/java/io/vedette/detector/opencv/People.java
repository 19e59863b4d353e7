package io.vedette.detector.opencv;

import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;
import org.osgi.service.component.annotations.Component;

/**
 * Finds upright people by histograms of oriented gradients and OpenCV's trained support vector machine (Dalal and Triggs,
 * <i>Histograms of Oriented Gradients for Human Detection</i>, 2005). Thread-safe.
 */
@Component(service = ObjectDetector.class)
public final class People implements ObjectDetector {

    private static final DetectorInfo INFO = new DetectorInfo(
            "opencv",
            "detect",
            List.of("person"),
            0,
            0,
            Map.of("device", "cpu", "model", "opencv-hog-people", "on_request", "true"));

    @Override
    public DetectorInfo info() {
        return INFO;
    }

    @Override
    public Session open() {
        // Its own pool of threads would take more than the one that calls.
        opencv_core.setNumThreads(1);
        return new Hog();
    }

    /** The loaded finder. */
    private static final class Hog extends Finder {
        private static final double STEP = 1.05;
        private static final int STRIDE_PX = 8;
        private static final int PADDING_PX = 16;
        private static final double GROUP = 2;
        /** The trained windows have a margin around the person. */
        private static final double[] INNER = {0.14, 0.07, 0.72, 0.86};

        private final HOGDescriptor hog = new HOGDescriptor();
        private final Size stride = new Size(STRIDE_PX, STRIDE_PX);
        private final Size padding = new Size(PADDING_PX, PADDING_PX);

        Hog() {
            super("person");
            try (FloatPointer trained = HOGDescriptor.getDefaultPeopleDetector();
                    Mat machine = new Mat(trained)) {
                hog.setSVMDetector(machine);
            }
        }

        @Override
        double[] search(Mat picture, RectVector places) {
            try (DoublePointer weights = new DoublePointer()) {
                hog.detectMultiScale(picture, places, weights, 0, stride, padding, STEP, GROUP, false);
                double[] scores = new double[(int) places.size()];
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = score(weights.get(i));
                }
                return scores;
            }
        }

        /** The distance from the plane that separates people from others, as a score; 0.5 at half a unit. */
        private static double score(double distance) {
            return 1 / (1 + Math.exp(-3 * (distance - 0.5)));
        }

        @Override
        double[] inner() {
            return INNER;
        }

        @Override
        void free() {
            hog.close();
            stride.close();
            padding.close();
        }
    }
}
