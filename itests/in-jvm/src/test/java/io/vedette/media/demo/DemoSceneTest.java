package io.vedette.media.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.api.media.Picture;
import io.vedette.api.motion.LumaPicture;
import io.vedette.api.motion.Motion;
import io.vedette.api.motion.MotionDetector;
import io.vedette.api.motion.MotionSettings;
import io.vedette.core.spi.store.Home;
import io.vedette.detector.onnx.OnnxObjects;
import io.vedette.media.picture.SwsScaler;
import io.vedette.model.PresentModels;
import io.vedette.motion.difference.DifferenceMotion;
import io.vedette.testkit.peer.TestData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real decoder, motion and detector make of the demo camera's day. */
class DemoSceneTest {

    private static final int LUMA_WIDTH = 320;
    private static final int LUMA_HEIGHT = 180;
    /** A look's least width and height, as the lane cuts it. */
    private static final double LEAST_PX = 416;

    @TempDir
    Path home;

    private final SwsScaler scaler = new SwsScaler();

    /** How often something was asked for, and how often it was there. */
    private static final class Tally {
        private int asked;
        private int found;

        void count(boolean hit) {
            asked++;
            found += hit ? 1 : 0;
        }

        double share() {
            return (double) found / Math.max(1, asked);
        }
    }

    @Test
    void motionIsWhereSomebodyWalksAndNowhereElse() throws Exception {
        Tally walkers = new Tally();
        Tally quiet = new Tally();
        ByteBuffer luma = ByteBuffer.allocateDirect(LUMA_WIDTH * LUMA_HEIGHT);
        CameraInfo camera = new CameraInfo("demo", Set.of("*"), 0.5, Map.of());
        try (Footage footage = new Footage("demo:?day=600&seed=4");
                MotionDetector.Session session =
                        new DifferenceMotion().open(camera, new MotionSettings(0.5, List.of()))) {
            long number = 0;
            boolean more = true;
            while (more) {
                boolean looked = number++ % 2 == 0;
                more = footage.next((picture, truth) -> {
                    if (looked) {
                        scaler.luma(picture, LUMA_WIDTH, LUMA_HEIGHT, luma);
                        Motion motion = session.look(new LumaPicture(LUMA_WIDTH, LUMA_HEIGHT, luma), picture.ptsNs());
                        judge(motion, truth, walkers, quiet);
                    }
                });
            }
        }
        assertThat(walkers.asked).isGreaterThan(50);
        assertThat(walkers.share()).as("pictures with motion at a walker").isGreaterThan(0.8);
        assertThat(quiet.asked).isGreaterThan(50);
        assertThat(quiet.share()).as("empty pictures without motion").isGreaterThan(0.85);
    }

    private static void judge(Motion motion, List<Labelled> truth, Tally walkers, Tally quiet) {
        if (motion.state() != Motion.State.READY) {
            return;
        }
        if (truth.isEmpty()) {
            quiet.count(motion.regions().isEmpty());
        }
        for (Labelled thing : truth) {
            if (thing.label().equals("person") && thing.shown() == 1) {
                walkers.count(motion.regions().stream()
                        .anyMatch(region -> region.intersection(thing.box())
                                > 0.2 * thing.box().area()));
            }
        }
    }

    @Test
    void theDefaultModelSeesPersonsAndCars() throws Exception {
        Path models = TestData.path("models");
        Map<String, Tally> tallies = new HashMap<>();
        try (Footage footage = new Footage("demo:?day=240&seed=2");
                ObjectDetector.Session detector = detector(models)) {
            long number = 0;
            boolean more = true;
            while (more) {
                boolean looked = number++ % 8 == 0;
                more = footage.next((picture, truth) -> {
                    if (looked && !truth.isEmpty()) {
                        count(detect(detector, picture, around(truth)), truth, tallies);
                    }
                });
            }
        }
        assertThat(tallies).containsOnlyKeys("person", "car");
        tallies.forEach((label, tally) -> {
            assertThat(tally.asked).as(label).isGreaterThan(10);
            assertThat(tally.share())
                    .as("of %d pictures of a %s", tally.asked, label)
                    .isGreaterThan(0.8);
        });
    }

    private ObjectDetector.Session detector(Path models) throws DetectorException {
        Home at = new Home() {
            @Override
            public Path root() {
                return home;
            }

            @Override
            public Optional<Path> modelMirror() {
                return Optional.of(models);
            }
        };
        return new OnnxObjects(new PresentModels(at), Map.of("model", "coco-yolox-nano")).open();
    }

    private List<Detection> detect(ObjectDetector.Session detector, Picture picture, Box region) {
        try {
            return detector.detect(List.of(new PictureLook(picture, region, scaler)))
                    .get(0);
        } catch (DetectorException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Who is whole in the picture should be found at a score that makes an event. */
    private static void count(List<Detection> found, List<Labelled> truth, Map<String, Tally> tallies) {
        for (Labelled thing : truth) {
            if (thing.shown() > 0.98) {
                tallies.computeIfAbsent(thing.label(), label -> new Tally())
                        .count(found.stream().anyMatch(detection -> matches(detection, thing)));
            }
        }
    }

    private static boolean matches(Detection detection, Labelled thing) {
        double shared = detection.box().intersection(thing.box());
        double all = detection.box().area() + thing.box().area() - shared;
        return detection.label().equals(thing.label()) && detection.score() >= 0.5 && shared / all > 0.5;
    }

    private static Box around(List<Labelled> truth) {
        Box all = truth.get(0).box();
        for (Labelled thing : truth) {
            all = all.union(thing.box());
        }
        double width = Math.min(1, Math.max(LEAST_PX / View.WIDTH_PX, all.width() * 1.6));
        double height = Math.min(1, Math.max(LEAST_PX / View.HEIGHT_PX, all.height() * 1.6));
        double x = Math.max(0, Math.min(1 - width, all.x() + all.width() / 2 - width / 2));
        double y = Math.max(0, Math.min(1 - height, all.y() + all.height() / 2 - height / 2));
        return new Box(x, y, width, height);
    }

    /** A look at a picture of the decoder. */
    private record PictureLook(Picture picture, Box region, SwsScaler scaler) implements Look {

        @Override
        public double leastScore() {
            return 0.1;
        }

        @Override
        public int frameWidthPx() {
            return picture.widthPx();
        }

        @Override
        public int frameHeightPx() {
            return picture.heightPx();
        }

        @Override
        public Placement read(Box part, PixelLayout layout, ByteBuffer target) {
            return scaler.read(picture, part, layout, target);
        }
    }
}
