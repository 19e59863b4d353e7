package io.vedette.detector.opencv;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;

/** A finder that is loaded. Takes one call at a time. */
abstract class Finder implements ObjectDetector.Session {

    private final String label;
    private final Canvas canvas = new Canvas();
    private boolean closed;

    Finder(String label) {
        this.label = label;
    }

    /** Searches a picture: fills in the places, and gives a score from 0 to 1 for each. */
    abstract double[] search(Mat picture, RectVector places);

    /** What of a place is the thing itself, from the place's left upper corner: left, top, width and height, as shares. */
    abstract double[] inner();

    /** Frees the finder. */
    abstract void free();

    @Override
    public final synchronized List<List<Detection>> detect(List<Look> looks)
            throws DetectorException, InterruptedException {
        if (closed) {
            throw new DetectorException("the finder of OpenCV is closed");
        }
        List<List<Detection>> answers = new ArrayList<>();
        for (Look look : looks) {
            if (Thread.interrupted()) {
                throw new InterruptedException("asked to give up");
            }
            answers.add(answer(look));
        }
        return answers;
    }

    private List<Detection> answer(Look look) {
        List<Detection> found = new ArrayList<>();
        try (Mat picture = canvas.read(look);
                RectVector places = new RectVector()) {
            double[] scores = search(picture, places);
            for (int i = 0; i < scores.length; i++) {
                Box box = box(places.get(i)).clipped();
                if (scores[i] >= look.leastScore() && box.area() > 0) {
                    found.add(new Detection(label, scores[i], box));
                }
            }
        }
        found.sort(Detection.BY_SCORE);
        return found;
    }

    private Box box(Rect place) {
        double[] inner = inner();
        double left = place.x() + inner[0] * place.width();
        double top = place.y() + inner[1] * place.height();
        return canvas.placement().toFrame(left, top, left + inner[2] * place.width(), top + inner[3] * place.height());
    }

    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            free();
            canvas.close();
        }
    }
}
