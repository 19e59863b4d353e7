package io.vedette.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Placement;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class YoloV8Test {
    /** Cells of the three grids over 64 x 32 pixels. */
    private static final int CELLS = 32 + 8 + 2;

    private static final List<String> LABELS = List.of("hen", "fox");
    private final FloatBuffer values = FloatBuffer.allocate(6 * CELLS);

    private void cell(int cell, double... column) {
        for (int i = 0; i < column.length; i++) {
            values.put(i * CELLS + cell, (float) column[i]);
        }
    }

    private List<Detection> read() throws DetectorException {
        Shape shape = new Shape(64, 32, List.of(Shape.Output.of("output0", new long[] {1, 6, CELLS})));
        Family family = Family.of("yolov8", shape, LABELS.size());
        Candidates candidates = new Candidates(family.points());
        candidates.begin(0.3);
        family.decode(new FloatBuffer[] {values}, candidates);
        return candidates.detections(LABELS, new Placement(Box.FRAME, 0, 0, 64, 32), 0.5);
    }

    @Test
    void readsCentreSizeAndTheBestClass() throws Exception {
        cell(3, 16, 8, 32, 16, 0.2, 0.9);
        cell(41, 48, 24, 8, 8, 0.5, 0.4);
        cell(7, 48, 24, 8, 8, 0.1, 0.2);

        List<Detection> found = read();
        assertThat(found).extracting(Detection::label).containsExactly("fox", "hen");
        assertThat(found.get(0).score()).isCloseTo(0.9, offset(1e-6));
        assertThat(found.get(0).box()).isEqualTo(new Box(0, 0, 0.5, 0.5));
    }

    @Test
    void doesNotBelieveWhatIsNoNumber() {
        cell(5, 1, 1, 1, 1, 0.1, Float.NaN);
        assertThatThrownBy(this::read).isInstanceOf(DetectorException.class).hasMessageContaining("nonsense");
    }

    @Test
    void otherLabelsDoNotFit() {
        Shape shape = new Shape(64, 32, List.of(Shape.Output.of("output0", new long[] {1, 6, CELLS})));
        assertThatThrownBy(() -> Family.of("yolov8", shape, 3))
                .isInstanceOf(DetectorException.class)
                .hasMessageContaining("with 3 labels");
    }
}
