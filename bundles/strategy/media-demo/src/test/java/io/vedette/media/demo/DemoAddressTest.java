package io.vedette.media.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoAddressTest {

    @ParameterizedTest
    @CsvSource({
        "demo:, 1, 600",
        "DEMO:, 1, 600",
        "demo:?seed=7, 7, 600",
        "demo:?day=60&seed=-3, -3, 60",
        "demo://?day=30, 1, 30",
        "demo:seed=2, 2, 600"
    })
    void isRead(String uri, long seed, int dayS) throws Exception {
        assertThat(DemoAddress.isOne(uri)).isTrue();
        assertThat(DemoAddress.of(uri)).isEqualTo(new DemoAddress(seed, dayS));
    }

    @ParameterizedTest
    @CsvSource({
        "demo:?day=29, 'demo: day must be 30 to 86400, but is 29'",
        "demo:?seed=x, 'demo: seed must be a whole number, but is ''x'''",
        "demo:?sed=1, 'demo: knows seed and day, but not sed'",
        "demo:?day, 'demo: day must be a whole number, but is '''''"
    })
    void isRefusedWithKeyValueAndRange(String uri, String complaint) {
        assertThatThrownBy(() -> DemoAddress.of(uri))
                .isInstanceOf(CaptureException.class)
                .hasMessage(complaint);
    }

    @Test
    void leavesOtherAddressesToOthers() {
        assertThat(new DemoSource().supports("rtsp://demo:1/")).isFalse();
        assertThat(new DemoSource().supports("/demo.mp4")).isFalse();
    }
}
