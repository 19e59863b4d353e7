package io.vedette.detector.hello;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Finds a thing of one colour. This service is cheap and asked on any thread; core opens it on a thread of its own, has
 * it look at a grey picture, and alone closes what it opened. Start no threads. Thread-safe.
 */
@Component(name = "io.vedette.detector.hello") // one name for bundle, package and settings
@Designate(ocd = HelloDetector.Settings.class)
public final class HelloDetector implements ObjectDetector {
    /** What etc/io.vedette.detector.hello.cfg may say. When it changes, a new object takes over from this one. */
    @ObjectClassDefinition(name = "Detector hello")
    public @interface Settings {
        String label() default "red-thing"; // a camera's labels must name it

        String color() default "red"; // or green, or blue
    }

    /** How you want a region: here as 160×90 packed RGB samples, whatever its shape is (STRETCH). */
    private static final PixelLayout LAYOUT =
            new PixelLayout(160, 90, PixelLayout.Order.RGB, PixelLayout.Arrangement.PACKED, PixelLayout.Fit.STRETCH, 0);

    private final String label;
    private final int channel;

    @Activate
    public HelloDetector(Settings settings) {
        this(settings.label(), settings.color());
    }

    /** Never throws for what people write into settings: it would take the detector away from their cameras. */
    HelloDetector(String label, String color) {
        this.label = label.isBlank() ? "red-thing" : label.strip();
        this.channel = Math.max(0, List.of("red", "green", "blue").indexOf(color.strip()));
    }

    /** Asked before open, too. Only these labels may be told; 0×0: it takes any size. */
    @Override
    public DetectorInfo info() {
        return new DetectorInfo("hello", "detect", List.of(label), 0, 0, Map.of("device", "cpu"));
    }

    /** The place to load a model. The message of a DetectorException is told to people: unavailable, because … */
    @Override
    public Session open() {
        return new Finder();
    }

    /** Called by one thread at a time, as concurrency() is not overridden; the next call may be another thread's. */
    private final class Finder implements Session {
        private final ByteBuffer rgb = ByteBuffer.allocateDirect(LAYOUT.bytes()); // direct, and made only once
        private boolean closed;

        /** Over 2 s a call has failed; after three failures in a row the next best detector serves the cameras. */
        @Override
        public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
            List<List<Detection>> answers = new ArrayList<>(); // one for each look, in their order
            for (Look look : looks) {
                if (closed) {
                    throw new DetectorException("hello is closed"); // these looks have failed; the reason is told
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("asked to give up");
                }
                answers.add(answer(look)); // it is borrowed: read it here and now, keep nothing of it
            }
            return answers;
        }

        private List<Detection> answer(Look look) {
            Placement placement = look.read(look.region(), LAYOUT, rgb); // often only a part of the frame
            double sum = 0, x = 0, y = 0, xx = 0, yy = 0;
            for (int i = 0; i < 160 * 90; i++) {
                double pure = purity(3 * i), column = i % 160 + 0.5, row = i / 160 + 0.5;
                sum += pure;
                x += pure * column;
                y += pure * row;
                xx += pure * column * column;
                yy += pure * row * row;
            }
            double score = sum / (sum + 10); // the more of it there is, the surer
            if (sum == 0 || score < look.leastScore()) {
                return List.of(); // what is weaker is not wanted; never null
            }
            // A rectangle reaches √3 standard deviations from its middle to each side.
            double w = 0.5 + Math.sqrt(Math.max(0, 3 * (xx / sum - x / sum * x / sum)));
            double h = 0.5 + Math.sqrt(Math.max(0, 3 * (yy / sum - y / sum * y / sum)));
            Box box = placement.toFrame(x / sum - w, y / sum - h, x / sum + w, y / sum + h); // of the whole frame
            return List.of(new Detection(label, score, box)); // several: the best first
        }

        /** The share of a sample's light that is of the colour alone; 0 where it is dark or not much. */
        private double purity(int at) {
            int own = rgb.get(at + channel) & 0xff;
            int other = Math.max(rgb.get(at + (channel + 1) % 3) & 0xff, rgb.get(at + (channel + 2) % 3) & 0xff);
            return own >= 50 && own - other >= 0.45 * own ? (own - other) / (double) own : 0;
        }

        @Override
        public void close() { // frees the model; may come twice, never comes during a call
            closed = true;
        }
    }
}
