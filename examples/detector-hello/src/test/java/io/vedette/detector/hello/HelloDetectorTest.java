package io.vedette.detector.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.testkit.picture.StillPicture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What this detector does beyond what every one promises. */
class HelloDetectorTest {
    private static final Box PLACE = new Box(0.3, 0.2, 0.2, 0.4);

    private static List<Detection> found(ObjectDetector detector, int colour) throws Exception {
        StillPicture picture = StillPicture.grey(640, 360).with(PLACE, colour);
        try (ObjectDetector.Session session = detector.open()) {
            return session.detect(List.of(picture.look(0.1))).get(0);
        }
    }

    @Test
    void findsItsColourAndNoOther() throws Exception {
        ObjectDetector blue = new HelloDetector("parcel", "blue");

        Detection parcel = found(blue, 0x2030e0).get(0);
        assertThat(parcel.label()).isEqualTo("parcel");
        assertThat(parcel.score()).isGreaterThan(0.6);
        assertThat(parcel.box().intersection(PLACE) / parcel.box().union(PLACE).area())
                .isGreaterThan(0.9);
        assertThat(found(blue, 0xe03020)).isEmpty();
        assertThat(found(blue, 0x7080a0)).isEmpty();
    }

    @Test
    void takesRedWhereTheSettingsCannotBeUsed() throws Exception {
        assertThat(found(new HelloDetector(" ", "reed"), 0xe03020))
                .extracting(Detection::label)
                .containsExactly("red-thing");
    }
}
