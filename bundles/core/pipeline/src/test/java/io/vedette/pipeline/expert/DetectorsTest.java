package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.expert.Candidate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

class DetectorsTest {

    private final Map<String, Version> pins = new HashMap<>();
    private final Detectors detectors = new Detectors(name -> Optional.ofNullable(pins.get(name)), () -> {});

    @AfterEach
    void stop() {
        detectors.stop();
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /** A detector that sees its own tag everywhere. */
    private static class Tagged implements ObjectDetector {
        final AtomicInteger closed = new AtomicInteger();
        private final String tag;
        private final DetectorInfo info;

        Tagged(String tag, String name, List<String> labels, Map<String, String> attributes) {
            this.tag = tag;
            this.info = new DetectorInfo(name, "detect", labels, 0, 0, attributes);
        }

        Tagged(String tag, String... labels) {
            this(tag, "onnx", List.of(labels), Map.of());
        }

        @Override
        public DetectorInfo info() {
            return info;
        }

        @Override
        public Session open() throws DetectorException {
            return new Session() {
                @Override
                public List<List<Detection>> detect(List<Look> looks) throws DetectorException {
                    return answer();
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        List<List<Detection>> answer() throws DetectorException {
            return List.of(List.of(new Detection(tag, 0.9, Box.FRAME)));
        }
    }

    private ServiceReference<ObjectDetector> comes(ObjectDetector detector, String version, int ranking) {
        ServiceReference<ObjectDetector> reference = Registered.detector(version, ranking);
        detectors.come(reference, detector);
        await().untilAsserted(
                        () -> assertThat(detectors.rows()).noneMatch(row -> row.state() == Candidate.State.LOADING));
        return reference;
    }

    private static Wish wish(String detector, String... labels) {
        return new Wish("door", detector, Set.of(labels));
    }

    private static Question question(Wish wish, Consumer<Answer> reply) {
        return new Question(wish, System.nanoTime() + 60_000_000_000L, new BlankLook(), reply, () -> {});
    }

    /** Asks and gives the tag of who answered; what became of the question where nobody did. */
    private String answers(Wish wish) {
        AtomicReference<Answer> answer = new AtomicReference<>();
        if (!detectors.offer(question(wish, answer::set))) {
            return "nobody";
        }
        await().until(() -> answer.get() != null);
        return answer.get().detections().stream()
                .map(Detection::label)
                .findFirst()
                .orElse("nothing: " + answer.get().outcome());
    }

    @Test
    void nobodyAnswersWhereNobodyIs() {
        assertThat(answers(wish("auto", "person"))).isEqualTo("nobody");
        assertThat(detectors.promising(wish("auto", "person"))).isFalse();
    }

    @Test
    void leavingWaitsForWhatIsBeingOpened() {
        CountDownLatch may = new CountDownLatch(1);
        CountDownLatch opening = new CountDownLatch(1);
        Tagged slow = new Tagged("slow", "person") {
            @Override
            public Session open() throws DetectorException {
                opening.countDown();
                assertThatCode(may::await).doesNotThrowAnyException();
                return super.open();
            }
        };
        detectors.come(Registered.detector("1.0.0", 0), slow);
        await().until(() -> opening.getCount() == 0);
        CompletableFuture<Void> leaving = CompletableFuture.runAsync(detectors::stop);
        assertThat(leaving).isNotDone();
        may.countDown();
        await().until(leaving::isDone);
        assertThat(slow.closed).hasValue(1);
    }

    /** Whatever opening a detector throws, it is tried again. */
    @Test
    void whatBreaksInOpeningIsUnavailable() {
        Tagged broken = new Tagged("broken", "person") {
            @Override
            public DetectorInfo info() {
                if (Thread.currentThread().getName().startsWith("vedette-detector-open")) {
                    throw new StackOverflowError("its settings");
                }
                return super.info();
            }
        };
        comes(broken, "1.0.0", 0);
        assertThat(detectors.rows()).singleElement().satisfies(row -> assertThat(row.state())
                .isEqualTo(Candidate.State.UNAVAILABLE));
    }

    @Test
    void wantsAtLeastOneOfTheLabels() {
        comes(new Tagged("birds", "bird", "owl"), "1.0.0", 1000);
        assertThat(answers(wish("auto", "person"))).isEqualTo("nobody");
        assertThat(detectors.promising(wish("auto", "person"))).isFalse();
        assertThat(answers(wish("auto", "person", "owl"))).isEqualTo("birds");
    }

    @Test
    void leavesOtherTasksToOthers() {
        comes(
                new Tagged("faces", "person") {
                    @Override
                    public DetectorInfo info() {
                        return new DetectorInfo("face", "face-detect", List.of("person"), 0, 0, Map.of());
                    }
                },
                "1.0.0",
                0);
        assertThat(answers(wish("auto", "person"))).isEqualTo("nobody");
    }

    @Test
    void mostLabelsComeBeforeThePinTheRankingAndTheVersion() {
        comes(new Tagged("many", "person", "car", "dog"), "1.0.0", 0);
        comes(new Tagged("few", "person", "car"), "2.0.0", 5);
        pins.put("onnx", new Version(2, 0, 0));
        assertThat(answers(wish("auto", "person", "car", "dog"))).isEqualTo("many");
        assertThat(answers(wish("auto", "person", "car"))).isEqualTo("few");
    }

    @Test
    void thePinComesBeforeTheRankingAndTheVersion() {
        comes(new Tagged("pinned", "person"), "1.0.0", 0);
        comes(new Tagged("better", "person"), "2.0.0", 5);
        assertThat(answers(wish("auto", "person"))).isEqualTo("better");
        pins.put("onnx", new Version(1, 0, 0));
        assertThat(answers(wish("auto", "person"))).isEqualTo("pinned");
        pins.put("onnx", new Version(3, 0, 0));
        assertThat(answers(wish("auto", "person"))).as("a pin on nobody").isEqualTo("better");
    }

    @Test
    void theRankingComesBeforeTheVersion() {
        comes(new Tagged("ranked", "person"), "1.0.0", 5);
        comes(new Tagged("newer", "person"), "2.0.0", 0);
        assertThat(answers(wish("auto", "person"))).isEqualTo("ranked");
    }

    @Test
    void theVersionComesBeforeTheNewest() {
        comes(new Tagged("ten", "person"), "1.10.0", 0);
        comes(new Tagged("nine", "person"), "1.9.0", 0);
        assertThat(answers(wish("auto", "person"))).isEqualTo("ten");
    }

    @Test
    void theNewestOfEqualsServes() {
        comes(new Tagged("first", "person"), "1.0.0", 0);
        comes(new Tagged("second", "person"), "1.0.0", 0);
        assertThat(answers(wish("auto", "person"))).isEqualTo("second");
    }

    @Test
    void theWishComesBeforeAllElseButIsNoCondition() {
        comes(new Tagged("slow", "cpu-one", List.of("person"), Map.of()), "1.0.0", 0);
        comes(new Tagged("fast", "gpu-one", List.of("person", "car"), Map.of("device", "gpu")), "2.0.0", 5);
        assertThat(answers(wish("cpu-one", "person", "car"))).isEqualTo("slow");
        assertThat(answers(wish("(device=gpu)", "person"))).isEqualTo("fast");
        assertThat(answers(wish("(device=cpu)", "person")))
                .as("a device not told is a CPU")
                .isEqualTo("slow");
        assertThat(answers(wish("edgetpu", "person")))
                .as("where nobody grants it")
                .isEqualTo("fast");
    }

    @Test
    void whatServesOnRequestServesOnlyWhoNamesIt() {
        Map<String, String> onRequest = Map.of("device", "cpu", "on_request", "true");
        comes(new Tagged("weak", "opencv", List.of("person", "car"), onRequest), "9.0.0", 100);
        assertThat(answers(wish("auto", "person"))).isEqualTo("nobody");
        assertThat(answers(wish("(device=cpu)", "person"))).isEqualTo("nobody");
        assertThat(detectors.promising(wish("auto", "person"))).isFalse();
        assertThat(answers(wish("opencv", "dog"))).isEqualTo("nobody");
        assertThat(detectors.rows().get(0).state()).as("not opened for nobody").isEqualTo(Candidate.State.RESTING);
        assertThat(detectors.promising(wish("opencv", "person"))).isTrue();
        await().until(() -> detectors.rows().get(0).state() == Candidate.State.READY);
        assertThat(answers(wish("opencv", "person"))).isEqualTo("weak");
        comes(new Tagged("usual", "person"), "1.0.0", 0);
        assertThat(answers(wish("auto", "person", "car"))).isEqualTo("usual");
        assertThat(answers(wish("opencv", "person"))).isEqualTo("weak");
    }

    @Test
    void theNextBestServesWhenTheBestLeaves() {
        comes(new Tagged("next", "person"), "1.0.0", 0);
        Tagged best = new Tagged("best", "person");
        ServiceReference<ObjectDetector> reference = comes(best, "2.0.0", 0);
        assertThat(answers(wish("auto", "person"))).isEqualTo("best");
        detectors.leave(reference, best);
        assertThat(best.closed).hasValue(1);
        assertThat(answers(wish("auto", "person"))).isEqualTo("next");
    }

    @Test
    void tellsWhichCamerasAreServed() {
        comes(new Tagged("one", "person"), "1.0.0", 0);
        assertThat(answers(wish("auto", "person"))).isEqualTo("one");
        assertThat(detectors.rows().get(0).cameras()).containsExactly("door");
        detectors.forget("door");
        assertThat(detectors.rows().get(0).cameras()).isEmpty();
    }

    @Test
    void aDetectorThatCannotOpenStaysListedWithItsReason() {
        comes(
                new Tagged("broken", "person") {
                    @Override
                    public Session open() throws DetectorException {
                        throw new DetectorException("no model is there");
                    }
                },
                "1.0.0",
                0);
        Candidate row = detectors.rows().get(0);
        assertThat(row.state()).isEqualTo(Candidate.State.UNAVAILABLE);
        assertThat(row.because()).isEqualTo("no model is there");
        assertThat(detectors.promising(wish("auto", "person"))).isFalse();
    }

    @Test
    void aDetectorIsPromisingWhileItLoads() throws InterruptedException {
        CountDownLatch loaded = new CountDownLatch(1);
        detectors.come(Registered.detector("1.0.0", 0), new Tagged("slow", "person") {
            @Override
            public Session open() throws DetectorException {
                try {
                    loaded.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.open();
            }
        });
        assertThat(detectors.promising(wish("auto", "person"))).isTrue();
        assertThat(answers(wish("auto", "person"))).isEqualTo("nobody");
        loaded.countDown();
        await().untilAsserted(() -> assertThat(answers(wish("auto", "person"))).isEqualTo("slow"));
    }

    @Test
    void aDetectorThatFailsItsWarmUpAndItsCloseIsUnavailableAllTheSame() {
        comes(
                new Tagged("broken", "person") {
                    @Override
                    public Session open() {
                        return new Session() {
                            @Override
                            public List<List<Detection>> detect(List<Look> looks) {
                                throw new OutOfMemoryError("no room for the model");
                            }

                            @Override
                            public void close() {
                                throw new IllegalStateException("cannot close");
                            }
                        };
                    }
                },
                "1.0.0",
                0);
        assertThat(detectors.rows().get(0).state()).isEqualTo(Candidate.State.UNAVAILABLE);
        assertThat(detectors.rows().get(0).because()).contains("no room for the model");
    }

    @Test
    void aServiceThatCannotIntroduceItselfIsRefused() {
        comes(
                new Tagged("rude", "person") {
                    @Override
                    public DetectorInfo info() {
                        throw new IllegalStateException("not in the mood");
                    }
                },
                "1.0.0",
                0);
        assertThat(detectors.rows()).isEmpty();
    }

    @Test
    void anotherServesAfterThreeFailuresInARow() {
        comes(new Tagged("next", "person"), "1.0.0", 0);
        AtomicInteger calls = new AtomicInteger();
        comes(
                new Tagged("moody", "person") {
                    @Override
                    List<List<Detection>> answer() throws DetectorException {
                        if (calls.incrementAndGet() > 1) {
                            throw new DetectorException("out of order");
                        }
                        return super.answer();
                    }
                },
                "2.0.0",
                0);
        for (int i = 0; i < 3; i++) {
            AtomicReference<Answer> answer = new AtomicReference<>();
            assertThat(detectors.offer(question(wish("auto", "person"), answer::set)))
                    .isTrue();
            await().until(() -> answer.get() != null);
            assertThat(answer.get().outcome()).isEqualTo(Answer.Outcome.FAILED);
        }
        await().untilAsserted(() -> assertThat(answers(wish("auto", "person"))).isEqualTo("next"));
        await().untilAsserted(() -> assertThat(detectors.rows())
                .filteredOn(row -> row.state() == Candidate.State.UNAVAILABLE)
                .extracting(Candidate::because)
                .containsExactly("its calls failed, last: detect failed: out of order"));
    }
}
