package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.core.spi.live.LivePicture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamerasServletTest {

    @Test
    void makesFewSizesOfPictures() {
        assertThat(CamerasServlet.width(null)).hasValue(960);
        assertThat(CamerasServlet.width("160")).hasValue(160);
        assertThat(CamerasServlet.width("161")).hasValue(320);
        assertThat(CamerasServlet.width("1920")).hasValue(1920);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "159", "1921", "99999", "-5", "wide", ""})
    void refusesAWidthThatCannotBe(String width) {
        assertThat(CamerasServlet.width(width)).isEmpty();
    }

    @Test
    void whatIsSeenFitsIntoAHeader() {
        List<LivePicture.Seen> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(new LivePicture.Seen(i, "Käfer\r\nX-Evil: 1", 0.51234, new Box(0.1, 0.2, 1 / 3.0, 0.4)));
        }

        String header = LiveJpegs.objects(many);

        assertThat(header)
                .hasSizeLessThan(8000)
                .matches("[\\x20-\\x7e]*")
                .startsWith(
                        "[{\"id\":0,\"label\":\"K\\u00e4fer\\r\\nX-Evil: 1\",\"score\":0.5123,\"box\":[0.1,0.2,0.3333,0.4]}");
    }
}
