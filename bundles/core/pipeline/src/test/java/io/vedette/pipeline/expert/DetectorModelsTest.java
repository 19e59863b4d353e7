package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.expert.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DetectorModelsTest {

    private final AtomicReference<Runnable> onChange = new AtomicReference<>(() -> {});
    private final Detectors detectors =
            new Detectors(name -> Optional.empty(), () -> onChange.get().run());

    @AfterEach
    void stop() {
        detectors.stop();
    }

    private static ConditionFactory await() {
        return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private void comes(ObjectDetector detector) {
        detectors.come(Registered.detector("1.0.0", 0), detector);
        await().untilAsserted(
                        () -> assertThat(detectors.rows()).noneMatch(row -> row.state() == Candidate.State.LOADING));
    }

    /** Asks and gives the model that answered. */
    private String answers() {
        AtomicReference<Answer> answer = new AtomicReference<>();
        Wish wish = new Wish("door", "auto", Set.of("person"));
        if (!detectors.offer(
                new Question(wish, System.nanoTime() + 60_000_000_000L, new BlankLook(), answer::set, () -> {}))) {
            return "nobody";
        }
        await().until(() -> answer.get() != null);
        return answer.get().detections().get(0).label();
    }

    /** Ticks as the product does all the time: the first tick may find a failed opening not quite over. */
    private void isAnsweredWithTicks(String model) {
        await().untilAsserted(() -> {
            detectors.tick();
            assertThat(answers()).isEqualTo(model);
        });
    }

    /** A detector whose model comes and goes. */
    private static final class Modelled implements ObjectDetector {
        final AtomicReference<String> model = new AtomicReference<>("");
        final AtomicReference<String> embedding = new AtomicReference<>("");
        final List<String> opens = new CopyOnWriteArrayList<>();
        final List<String> closed = new CopyOnWriteArrayList<>();
        final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));

        /** Whether it serves on request only while it has no model. */
        boolean modest;

        @Override
        public DetectorInfo info() {
            boolean resting = modest && model.get().isEmpty();
            List<String> labels = resting ? List.of() : List.of("person");
            Map<String, String> attributes = Map.of(
                    "model_sha256",
                    model.get(),
                    "embedding_sha256",
                    embedding.get(),
                    "on_request",
                    String.valueOf(resting));
            return new DetectorInfo("onnx", "detect", labels, 0, 0, attributes);
        }

        @Override
        public Session open() throws DetectorException {
            String mine = model.get();
            if (mine.isEmpty() || mine.equals("broken")) {
                throw new DetectorException(mine.isEmpty() ? "no model is there" : "the model is broken");
            }
            opens.add(mine);
            try {
                gate.get().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Session() {
                @Override
                public List<List<Detection>> detect(List<Look> looks) {
                    return List.of(List.of(new Detection(mine, 0.9, Box.FRAME)));
                }

                @Override
                public void close() {
                    closed.add(mine);
                }
            };
        }
    }

    @Test
    void opensAtOnceWhatAModelWasMissingFor() {
        Modelled detector = new Modelled();
        comes(detector);
        assertThat(detectors.rows().get(0).because()).isEqualTo("no model is there");

        detector.model.set("nano");
        detectors.modelsChanged();

        isAnsweredWithTicks("nano");
    }

    @Test
    void opensWhatRestedForWantOfAModelWhenOneComes() {
        Modelled detector = new Modelled();
        detector.modest = true;
        comes(detector);
        detectors.modelsChanged();
        assertThat(answers()).isEqualTo("nobody");
        assertThat(detectors.rows().get(0).state()).isEqualTo(Candidate.State.RESTING);

        detector.model.set("nano");
        detectors.modelsChanged();

        await().untilAsserted(() -> assertThat(answers()).isEqualTo("nano"));
    }

    @Test
    void tellsWhoNamesWhatRestsForWantOfAModelWhatIsMissing() {
        Modelled detector = new Modelled();
        detector.modest = true;
        comes(detector);

        detectors.promising(new Wish("door", "onnx", Set.of("person")));
        await().untilAsserted(
                        () -> assertThat(detectors.rows().get(0).because()).isEqualTo("no model is there"));

        detector.model.set("nano");
        detectors.modelsChanged();
        isAnsweredWithTicks("nano");
    }

    @Test
    void aBetterModelTakesOverWithoutAGap() {
        Modelled detector = new Modelled();
        detector.model.set("weak");
        comes(detector);
        CountDownLatch mayOpen = new CountDownLatch(1);
        detector.gate.set(mayOpen);

        detector.model.set("strong");
        detectors.modelsChanged();
        detectors.modelsChanged();
        detectors.tick();
        assertThat(answers()).isEqualTo("weak");

        mayOpen.countDown();
        await().untilAsserted(() -> assertThat(answers()).isEqualTo("strong"));
        await().untilAsserted(() -> assertThat(detector.closed).containsExactly("weak"));
    }

    @Test
    void isOpenedAnewWhereAModelForEmbeddingsCame() {
        Modelled detector = new Modelled();
        detector.model.set("faces");
        comes(detector);

        detector.embedding.set("who");
        detectors.modelsChanged();
        await().untilAsserted(() -> assertThat(detector.closed).containsExactly("faces"));
        await().untilAsserted(() -> assertThat(answers()).isEqualTo("faces"));
    }

    @Test
    void keepsItsModelWhereTheNewOneCannotServe() {
        Modelled detector = new Modelled();
        detector.model.set("weak");
        comes(detector);

        detector.model.set("broken");
        detectors.modelsChanged();
        detectors.tick();
        assertThat(answers()).isEqualTo("weak");

        // The next change is noticed, also where the broken one is still being tried.
        detector.model.set("strong");
        detectors.modelsChanged();
        await().untilAsserted(() -> assertThat(answers()).isEqualTo("strong"));
    }

    @Test
    void takesWhatComesWhileAnotherIsBeingOpened() {
        Modelled detector = new Modelled();
        detector.model.set("weak");
        comes(detector);
        CountDownLatch mayOpen = new CountDownLatch(1);
        detector.gate.set(mayOpen);
        detector.model.set("better");
        detectors.modelsChanged();
        await().until(() -> detector.opens.contains("better"));

        detector.model.set("best");
        detectors.modelsChanged();
        mayOpen.countDown();

        await().untilAsserted(() -> assertThat(answers()).isEqualTo("best"));
        await().untilAsserted(() -> assertThat(detector.closed).containsExactlyInAnyOrder("better", "weak"));
        assertThat(detectors.rows().get(0).figures()).containsEntry("model_sha256", "best");
    }

    @Test
    void takesWhatComesWhileAnotherTakesOver() {
        Modelled detector = new Modelled();
        detector.model.set("weak");
        comes(detector);
        onChange.set(() -> {
            onChange.set(() -> {});
            detector.model.set("best");
            detectors.modelsChanged();
        });

        detector.model.set("better");
        detectors.modelsChanged();

        await().untilAsserted(() -> assertThat(answers()).isEqualTo("best"));
    }

    @Test
    void servesWhatIsLoadedWhereTheModelIsGone() {
        Modelled detector = new Modelled();
        detector.model.set("weak");
        comes(detector);

        detector.model.set("");
        detectors.modelsChanged();
        detectors.tick();

        assertThat(answers()).isEqualTo("weak");
        assertThat(detectors.rows().get(0).state()).isEqualTo(Candidate.State.READY);
    }
}
