package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraAddressTest {

    @ParameterizedTest
    @CsvSource({
        "rtsp://door/1, rtsp://door/1",
        "demo:, demo:",
        "/clips/a@b.mp4, /clips/a@b.mp4",
        "rtsp://admin:hunter2@door:554/1, rtsp://door:554/1",
        "rtsp://admin:hun@ter2@door/1, rtsp://door/1",
        "rtsp://admin:hun/ter2@door/1, rtsp://door/1",
        "rtsp://:hunter2@door/1, rtsp://door/1",
        "http://door/s?user=a&password=hunter2&ch=1, http://door/s?user=a&password=…&ch=1",
        "http://door/s?loginuse=a&loginpas=hunter2, http://door/s?loginuse=a&loginpas=…",
        "http://door/s?passwd=hunter2, http://door/s?passwd=…",
        "http://door/s?PWD=hunter2, http://door/s?PWD=…",
        "http://door/s?access_token=hunter2, http://door/s?access_token=…"
    })
    void isShownWithoutPasswords(String address, String shown) {
        assertThat(CameraAddress.shown(address)).isEqualTo(shown).doesNotContain("hunter2", "ter2");
    }
}
