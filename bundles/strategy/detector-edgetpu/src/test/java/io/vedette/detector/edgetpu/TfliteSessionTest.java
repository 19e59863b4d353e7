package io.vedette.detector.edgetpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import io.vedette.testkit.run.Growth;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many calls at once, closing under a call, and what a call leaves behind. */
class TfliteSessionTest {

    @TempDir
    Path folder;

    private Shelf shelf;

    @BeforeEach
    void oneModel() throws Exception {
        shelf = new Shelf(folder);
        shelf.put("squares", SsdModel.ofBytes().content(), Map.of());
    }

    /** Waits in the middle of the call until it is let go; reads nothing where there is nothing to wait for. */
    private record TestLook(Look look, CountDownLatch reading, CountDownLatch letGo) implements Look {
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
            return look.frameWidthPx();
        }

        @Override
        public int frameHeightPx() {
            return look.frameHeightPx();
        }

        @Override
        public Placement read(Box region, PixelLayout layout, ByteBuffer target) {
            if (letGo == null) {
                return new Placement(region, 0, 0, layout.widthPx(), layout.heightPx());
            }
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
    void givesTheSameAnswersToManyThreadsAtOnce() throws Exception {
        List<Look> looks = List.of(
                SsdTest.PICTURE.look(0.1),
                SsdTest.PICTURE.with(SsdTest.RED, 0).look(0.1),
                SsdTest.PICTURE.inACorner().look(0.1));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (TfliteSession session = open("4")) {
            assertThat(session.concurrency()).isEqualTo(4);
            List<List<Detection>> alone = session.detect(looks);
            List<Future<List<List<Detection>>>> together = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
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
    void letsRunningCallsEndBeforeItFreesTheModel() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        TfliteSession session = open("2");
        try {
            List<TestLook> looks = List.of(waiting(), waiting());
            List<Future<List<List<Detection>>>> answers = new ArrayList<>();
            for (TestLook look : looks) {
                answers.add(threads.submit(() -> session.detect(List.of(look))));
                look.reading().await();
            }
            session.close();
            assertThat(session.freed()).isFalse();
            looks.get(0).letGo().countDown();
            assertThat(answers.get(0).get().get(0)).hasSize(2);
            assertThat(session.freed()).isFalse();
            looks.get(1).letGo().countDown();

            assertThat(answers.get(1).get().get(0)).hasSize(2);
            assertThat(session.freed()).isTrue();
        } finally {
            threads.shutdownNow();
        }
        assertThatThrownBy(() -> session.detect(List.of(waiting())))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("closed");
    }

    private static TestLook waiting() {
        return new TestLook(SsdTest.PICTURE.look(0.5), new CountDownLatch(1), new CountDownLatch(1));
    }

    @Test
    void makesHardlyAnyGarbage() throws Exception {
        List<Look> looks = List.of(new TestLook(SsdTest.PICTURE.look(0.5), null, null));
        try (TfliteSession session = open("1")) {
            session.detect(List.of(SsdTest.PICTURE.look(0.5)));
            for (int i = 0; i < 500; i++) {
                session.detect(looks);
            }
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                session.detect(looks);
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100)
                    .isLessThan(2048);
        }
    }

    @Test
    void doesNotGrowWhenItIsOpenedAndClosedOften() throws Exception {
        Growth.none(4, () -> {
            for (int i = 0; i < 500; i++) {
                try (TfliteSession session = open("2")) {
                    assertThat(session.detect(List.of(SsdTest.PICTURE.look(0.5)))
                                    .get(0))
                            .hasSize(2);
                }
            }
        });
    }

    private TfliteSession open(String concurrency) throws Exception {
        return new EdgeTpuDetector(shelf, Map.of("concurrency", concurrency)).open();
    }
}
