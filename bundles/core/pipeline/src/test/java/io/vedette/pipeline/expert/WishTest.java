package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WishTest {

    private static final Map<String, Object> GPU = Map.of("device", "gpu", "max_batch", "8");

    private static Wish wish(String detector, String... labels) {
        return new Wish("door", detector, Set.of(labels));
    }

    @Test
    void takesAnythingWhereItIsAuto() {
        assertThat(wish("auto").grantedBy("onnx", Map.of())).isTrue();
    }

    @Test
    void wantsTheNameItNames() {
        assertThat(wish("onnx").grantedBy("onnx", Map.of())).isTrue();
        assertThat(wish("onnx").grantedBy("onnx2", Map.of())).isFalse();
    }

    @Test
    void wantsWhatItsFilterSays() {
        assertThat(wish("(device=gpu)").grantedBy("onnx", GPU)).isTrue();
        assertThat(wish("(device=cpu)").grantedBy("onnx", GPU)).isFalse();
        assertThat(wish("(&(device=gpu)(max_batch=8))").grantedBy("onnx", GPU)).isTrue();
        assertThat(wish("(!(device=cpu))").grantedBy("onnx", Map.of())).isTrue();
    }

    @Test
    void isGrantedByNobodyWhereItsFilterIsBroken() {
        assertThat(wish("(device=gpu").grantedBy("onnx", GPU)).isFalse();
    }

    @Test
    void countsWantedLabels() {
        assertThat(wish("auto", "person", "fox").covered(List.of("person", "car", "cat")))
                .isEqualTo(1);
        assertThat(wish("auto", "*").covered(List.of("person", "car", "cat"))).isEqualTo(3);
        assertThat(wish("auto", "fox").covered(List.of("person"))).isZero();
        assertThat(wish("auto", "*").covered(List.of())).isZero();
    }
}
