package io.vedette.detector.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.testkit.picture.StillPicture;
import io.vedette.testkit.run.Growth;
import io.vedette.vision.model.Candidates;
import io.vedette.vision.onnx.ModelLoader;
import io.vedette.vision.onnx.OnnxSession;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every detector promises, on the default model. */
class OnnxSessionTest {

    private static final List<String> PICTURES =
            List.of("animals/cat.bmp", "animals/pets.jpg", "animals/bird.bmp", "faces/group4_ccby.jpg");

    /** Waits in the middle of the call until it is let go. */
    private record WaitingLook(Look look, CountDownLatch reading, CountDownLatch letGo) implements Look {
        @Override
        public Box region() {
            return look.region();
        }

        @Override
        public double leastScore() {
            return look.leastScore();
        }

        @Override
        public int frameWidthPx() {
            return look.frameWidthPx();
        }

        @Override
        public int frameHeightPx() {
            return look.frameHeightPx();
        }

        @Override
        public Placement read(Box region, PixelLayout layout, ByteBuffer target) {
            reading.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return look.read(region, layout, target);
        }
    }

    @Test
    void answersEachLookInOrderBestFirstAndNothingWeaker() throws Exception {
        try (ObjectDetector.Session session = open(1)) {
            for (double least : new double[] {0, 0.1, 0.5, 0.9, 1}) {
                List<List<Detection>> answers =
                        session.detect(List.of(look(PICTURES.get(0), least), look(PICTURES.get(2), least)));

                assertThat(answers).hasSize(2);
                for (List<Detection> answer : answers) {
                    assertThat(answer)
                            .isSortedAccordingTo(Detection.BY_SCORE)
                            .hasSizeLessThanOrEqualTo(Candidates.MOST);
                    assertThat(answer)
                            .allMatch(
                                    d -> d.score() >= least && d.box().clipped().area() > 0);
                }
            }
            assertThat(session.detect(List.of(look(PICTURES.get(0), 0.5), look(PICTURES.get(2), 0.5))))
                    .extracting(answer -> answer.get(0).label())
                    .containsExactly("cat", "bird");
        }
    }

    @Test
    void seesNothingInAnEmptyPicture() throws Exception {
        try (ObjectDetector.Session session = open(1)) {
            assertThat(session.detect(List.of(StillPicture.grey(640, 360).look(0.3))))
                    .containsExactly(List.of());
        }
    }

    @Test
    void givesTheSameAnswersToManyThreadsAtOnce() throws Exception {
        List<Look> looks = new ArrayList<>();
        for (String picture : PICTURES) {
            looks.add(look(picture, 0.1));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (ObjectDetector.Session session = open(4)) {
            List<List<Detection>> alone = session.detect(looks);
            List<Future<List<List<Detection>>>> together = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                together.add(threads.submit(() -> session.detect(looks)));
            }
            for (Future<List<List<Detection>>> answers : together) {
                assertThat(answers.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesUpWhenItIsInterrupted() throws Exception {
        try (ObjectDetector.Session session = open(1)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> session.detect(List.of(look(PICTURES.get(0), 0.5))))
                    .isInstanceOf(InterruptedException.class);
            assertThat(session.detect(List.of(look(PICTURES.get(0), 0.5))).get(0))
                    .isNotEmpty();
        }
    }

    @Test
    void closesTwiceWithoutHarmAndThenAnswersNoMore() throws Exception {
        ObjectDetector.Session session = open(1);
        session.close();
        session.close();
        assertThatThrownBy(() -> session.detect(List.of(look(PICTURES.get(0), 0.5))))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void letsARunningCallEndBeforeItFreesTheModel() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        OnnxSession session = open(1);
        try {
            WaitingLook look =
                    new WaitingLook(look(PICTURES.get(0), 0.5), new CountDownLatch(1), new CountDownLatch(1));
            Future<List<List<Detection>>> answer = thread.submit(() -> session.detect(List.of(look)));
            look.reading().await();
            session.close();
            assertThat(session.freed()).isFalse();
            look.letGo().countDown();

            assertThat(answer.get().get(0)).extracting(Detection::label).contains("cat");
            assertThat(session.freed()).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void makesHardlyAnyGarbage() throws Exception {
        Look look = new StillLook();
        try (ObjectDetector.Session session = open(1)) {
            List<Look> looks = List.of(look);
            for (int i = 0; i < 100; i++) {
                session.detect(looks);
            }
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                session.detect(looks);
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 50).isLessThan(2048);
        }
    }

    /** Grey, without any work. */
    private record StillLook() implements Look {
        @Override
        public Box region() {
            return Box.FRAME;
        }

        @Override
        public double leastScore() {
            return 0.1;
        }

        @Override
        public int frameWidthPx() {
            return 416;
        }

        @Override
        public int frameHeightPx() {
            return 416;
        }

        @Override
        public Placement read(Box region, PixelLayout layout, ByteBuffer target) {
            return new Placement(region, 0, 0, layout.widthPx(), layout.heightPx());
        }
    }

    @Test
    void doesNotGrowWhenItIsOpenedAndClosedOften() throws Exception {
        Look look = look(PICTURES.get(0), 0.5);
        // What ONNX Runtime keeps comes and goes by half a megabyte; a copy of the model is 3.6.
        Growth.none(4, 1024, () -> {
            for (int i = 0; i < 40; i++) {
                try (ObjectDetector.Session session = open(2)) {
                    assertThat(session.detect(List.of(look)).get(0)).isNotEmpty();
                }
            }
        });
    }

    private static OnnxSession open(int concurrency) throws Exception {
        OnnxSession session = new ModelLoader(TestData.yoloxNano()).load(1, concurrency);
        assertThat(session.concurrency()).isEqualTo(concurrency);
        return session;
    }

    private static Look look(String picture, double leastScore) throws Exception {
        return TestData.picture(picture).look(leastScore);
    }
}
