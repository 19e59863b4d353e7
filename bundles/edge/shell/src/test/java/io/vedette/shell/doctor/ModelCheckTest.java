package io.vedette.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.model.ModelStatus;
import io.vedette.core.spi.model.ModelStatus.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCheckTest {

    private final List<ModelStatus> models = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();

    private void model(String id, String task, int rank, Place place) {
        models.add(new ModelStatus(id, task, rank, "MIT", 1, "00", place, Optional.empty()));
    }

    private void detector(String name, Candidate.State state, String model, String... figures) {
        Map<String, String> all = new HashMap<>(Map.of("model", model, "task", "detect"));
        for (int i = 0; i < figures.length; i += 2) {
            all.put(figures[i], figures[i + 1]);
        }
        String because = state == Candidate.State.UNAVAILABLE ? "it is broken" : "";
        candidates.add(new Candidate("detector", name, "test.detector/1.0.0", state, because, List.of("door"), all));
    }

    private List<Finding> look() {
        return ModelCheck.look(models, candidates);
    }

    @Test
    void isContentWithTheUsualModel() {
        model("good", "detect", 100, Place.HERE);
        detector("onnx", Candidate.State.READY, "good");
        assertThat(look()).containsExactly(Finding.ok("model", "good looks for objects"));
    }

    @Test
    void namesTheCommandWhereThereIsNoModel() {
        model("good", "detect", 100, Place.ABSENT);
        detector("onnx", Candidate.State.UNAVAILABLE, "");
        assertThat(look()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.PROBLEM);
            assertThat(finding.found()).contains("No model");
            assertThat(finding.advice()).isEqualTo("vedette:models pull");
        });
    }

    @Test
    void tellsAWeakModelAndTheBetterOne() {
        model("good", "detect", 100, Place.ABSENT);
        model("tiny", "detect", 20, Place.MIRROR);
        detector("onnx", Candidate.State.READY, "tiny");
        assertThat(look())
                .contains(Finding.note(
                        "model tiny", "Serves, but is a weak one (rank 20 of 100)", "vedette:models pull good"));
    }

    @Test
    void tellsAFinderThatServesOnRequest() {
        model("good", "detect", 100, Place.HERE);
        detector("onnx", Candidate.State.READY, "good");
        detector("opencv", Candidate.State.READY, "", "on_request", "true");
        assertThat(look()).hasSize(2).anySatisfy(finding -> {
            assertThat(finding.about()).isEqualTo("detector opencv");
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.found()).contains("door");
        });
    }

    @Test
    void doesNotTakeAFinderOnRequestForAModel() {
        detector("opencv", Candidate.State.RESTING, "", "on_request", "true");
        assertThat(look()).singleElement().satisfies(finding -> assertThat(finding.found())
                .contains("No model"));
    }

    @Test
    void tellsWhyADetectorCannotServeWithAModelThatIsHere() {
        model("good", "detect", 100, Place.HERE);
        detector("onnx", Candidate.State.UNAVAILABLE, "good");
        assertThat(look()).extracting(Finding::found).anyMatch(found -> found.contains("it is broken"));
        assertThat(look()).allMatch(finding -> finding.severity() == Severity.PROBLEM);
    }

    @Test
    void isPatientWhileAModelIsLoaded() {
        model("good", "detect", 100, Place.HERE);
        detector("onnx", Candidate.State.LOADING, "good");
        assertThat(look()).singleElement().satisfies(finding -> assertThat(finding.severity())
                .isEqualTo(Severity.NOTE));
    }
}
