package io.vedette.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.bench.SavedInference.Seen;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SavedInferenceTest {

    private static Optional<Seen> seen(String label, String from, String to) {
        return Seen.of("{\"schema\":1,\"type\":\"end\",\"category\":\"human\",\"label\":\"" + label
                + "\",\"confidence\":0.9,\"timestamp_utc\":\"1970-01-01T00:01:00Z\",\"started_utc\":\"1970-01-01T00:00:"
                + from + "Z\",\"ended_utc\":" + to + ",\"frame_index\":7}");
    }

    private static boolean meet(String label, String from, String to) {
        return seen("person", "10.0", "\"1970-01-01T00:00:20.0Z\"")
                .orElseThrow()
                .meets(seen(label, from, "\"1970-01-01T00:00:" + to + "Z\"").orElseThrow());
    }

    @Test
    void takesAnEventForTheSameWhereLabelAndTimeMeet() {
        assertThat(meet("person", "12", "13")).isTrue();
        assertThat(meet("person", "05", "30")).isTrue();
        assertThat(meet("person", "20.9", "30")).as("a look later").isTrue();
        assertThat(meet("person", "22", "30")).isFalse();
        assertThat(meet("person", "01", "08")).isFalse();
        assertThat(meet("cat", "12", "13")).isFalse();
    }

    @Test
    void passesOverWhatHasNotEnded() {
        assertThat(seen("person", "10", "null")).isEmpty();
    }
}
