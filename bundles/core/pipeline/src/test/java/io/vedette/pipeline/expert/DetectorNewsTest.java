package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.store.Home;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

class DetectorNewsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;

    private final List<LiveFact> posted = new CopyOnWriteArrayList<>();
    private ExpertRegistry experts;

    private record TestHome(Path root, Optional<Path> modelMirror) implements Home {}

    /** Cannot be opened. */
    private static final class Broken implements ObjectDetector {
        @Override
        public DetectorInfo info() {
            return new DetectorInfo("box", "detect", List.of("person"), 0, 0, Map.of());
        }

        @Override
        public Session open() throws DetectorException {
            throw new DetectorException("its lens is dirty");
        }
    }

    private final LiveFacts board = new LiveFacts() {
        @Override
        public void post(LiveFact fact) {
            posted.add(fact);
        }

        @Override
        public List<LiveFact> current() {
            return List.copyOf(posted);
        }

        @Override
        public Subscription subscribe(Listener listener) {
            throw new UnsupportedOperationException("nobody listens here");
        }
    };

    @AfterEach
    void stop() {
        experts.stop();
    }

    private LiveFact.Detector last() {
        return (LiveFact.Detector) posted.get(posted.size() - 1);
    }

    @Test
    void tellsEachChangeOfADetectorOnce() {
        experts = new ExpertRegistry(new TestHome(folder, Optional.empty()));
        DetectorNews news = new DetectorNews(experts, board, () -> NOW);
        assertThat(posted).isEmpty();

        ObjectDetector broken = new Broken();
        ServiceReference<ObjectDetector> reference = Registered.detector("1.0.0", 0);
        experts.bindDetector(reference, broken);
        await().until(() -> !posted.isEmpty() && last().state().equals(Optional.of(Candidate.State.UNAVAILABLE)));
        assertThat(last().name()).isEqualTo("box");
        assertThat(last().since()).isEqualTo(NOW);
        assertThat(last().versions()).singleElement().satisfies(version -> {
            assertThat(version.bundle()).endsWith("/1.0.0");
            assertThat(version.because()).contains("its lens is dirty");
        });
        assertThat(posted).doesNotHaveDuplicates();

        experts.unbindDetector(reference, broken);
        await().until(() -> last().versions().isEmpty());
        int told = posted.size();
        news.close();
        experts.bindDetector(Registered.detector("1.1.0", 0), new Broken());
        await().until(() -> experts.candidates().get(0).state() == Candidate.State.UNAVAILABLE);
        assertThat(posted).hasSize(told);
    }
}
