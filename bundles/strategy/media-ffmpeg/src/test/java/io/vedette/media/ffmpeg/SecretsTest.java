package io.vedette.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource({
        "rtsp://h/x, rtsp://h/x",
        "rtsp://u:p@h:554/x, rtsp://h:554/x",
        "rtsp://u:p@ss@h/x, rtsp://h/x",
        "rtsp://u:p/ss@h/x, rtsp://h/x",
        "rtsp://u:p?ss#1@h/x, rtsp://h/x",
        "http://h/x?user=a&password=b&z=1, http://h/x?user=a&password=***&z=1",
        "http://h/x?TOKEN=b, http://h/x?TOKEN=***",
        "method DESCRIBE failed for rtsp://u:p@h/x: 401, method DESCRIBE failed for rtsp://h/x: 401",
        "Authorization: Digest username=u, Authorization: ***"
    })
    void staySecret(String text, String shown) {
        assertThat(Secrets.without(text)).isEqualTo(shown);
    }
}
