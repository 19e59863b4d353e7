package io.vedette.detector.opencv;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.FileNode;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.osgi.service.component.annotations.Component;

/**
 * Finds faces seen from the front by a boosted cascade of Haar-like features (Viola and Jones, <i>Rapid Object Detection using a
 * Boosted Cascade of Simple Features</i>, 2001), with OpenCV's trained cascade. Thread-safe.
 */
@Component(service = ObjectDetector.class)
public final class Faces implements ObjectDetector {

    private static final String CASCADE = "haarcascade_frontalface_alt2.xml";
    private static final DetectorInfo INFO = new DetectorInfo(
            "opencv-face",
            "detect",
            List.of("face"),
            0,
            0,
            Map.of("device", "cpu", "model", "opencv-haar-frontalface-alt2", "on_request", "true"));

    @Override
    public DetectorInfo info() {
        return INFO;
    }

    @Override
    public Session open() throws DetectorException {
        // Its own pool of threads would take more than the one that calls.
        opencv_core.setNumThreads(1);
        CascadeClassifier cascade = new CascadeClassifier();
        try (FileStorage storage = new FileStorage(text(), FileStorage.READ | FileStorage.MEMORY);
                FileNode node = storage.getFirstTopLevelNode()) {
            if (!cascade.read(node) || cascade.empty()) {
                cascade.close();
                throw new DetectorException("OpenCV cannot read its cascade " + CASCADE);
            }
        }
        return new Haar(cascade);
    }

    private static String text() throws DetectorException {
        try (InputStream in = Faces.class.getResourceAsStream(CASCADE)) {
            if (in == null) {
                throw new DetectorException("the bundle was built without OpenCV's cascade " + CASCADE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DetectorException("OpenCV's cascade " + CASCADE + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The loaded finder. */
    private static final class Haar extends Finder {
        private static final double STEP = 1.1;
        private static final int LEAST_NEIGHBOURS = 3;
        private static final int LEAST_PX = 24;
        /** So many windows around a face agree where it is a clear one. */
        private static final double CLEAR = 7;

        private static final double[] INNER = {0.06, 0, 0.88, 1.08};

        private final CascadeClassifier cascade;
        private final Mat grey = new Mat();
        private final Size least = new Size(LEAST_PX, LEAST_PX);
        private final Size most = new Size();

        Haar(CascadeClassifier cascade) {
            super("face");
            this.cascade = cascade;
        }

        @Override
        double[] search(Mat picture, RectVector places) {
            opencv_imgproc.cvtColor(picture, grey, opencv_imgproc.COLOR_BGR2GRAY);
            opencv_imgproc.equalizeHist(grey, grey);
            try (IntPointer neighbours = new IntPointer()) {
                cascade.detectMultiScale2(grey, places, neighbours, STEP, LEAST_NEIGHBOURS, 0, least, most);
                double[] scores = new double[(int) places.size()];
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = 1 - Math.exp(-neighbours.get(i) / CLEAR);
                }
                return scores;
            }
        }

        @Override
        double[] inner() {
            return INNER;
        }

        @Override
        void free() {
            cascade.close();
            grey.close();
            least.close();
            most.close();
        }
    }
}
