package io.vedette.testkit.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.PixelLayout.Arrangement;
import io.vedette.api.detect.PixelLayout.Fit;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.detect.Placement;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StillPictureTest {

    private static final Box LEFT = new Box(0, 0, 0.5, 1);

    private final StillPicture picture = StillPicture.grey(8, 4).with(LEFT, 0x102030);

    private static PixelLayout layout(Order order, Arrangement arrangement, Fit fit) {
        return new PixelLayout(4, 4, order, arrangement, fit, 7);
    }

    @Test
    void isReadInEveryOrderAndArrangement() {
        ByteBuffer target = ByteBuffer.allocateDirect(50).position(2);

        Placement placement =
                picture.look(LEFT, 0).read(LEFT, layout(Order.RGB, Arrangement.PACKED, Fit.STRETCH), target);
        assertThat(placement).isEqualTo(new Placement(LEFT, 0, 0, 4, 4));
        assertThat(new byte[] {target.get(2), target.get(3), target.get(4)}).containsExactly(0x10, 0x20, 0x30);
        assertThat(target.position()).isEqualTo(2);

        picture.look(LEFT, 0).read(LEFT, layout(Order.BGR, Arrangement.PLANAR, Fit.STRETCH), target);
        assertThat(new byte[] {target.get(2), target.get(18), target.get(34)}).containsExactly(0x30, 0x20, 0x10);
    }

    @Test
    void isFittedInAndPadded() {
        ByteBuffer target = ByteBuffer.allocateDirect(48);

        Placement top = picture.look(0).read(Box.FRAME, layout(Order.RGB, Arrangement.PLANAR, Fit.TOP_LEFT), target);
        assertThat(top).isEqualTo(new Placement(Box.FRAME, 0, 0, 4, 2));
        assertThat(target.get(0)).isEqualTo((byte) 0x10);
        assertThat(target.get(15)).isEqualTo((byte) 7);

        Placement middle = picture.look(0).read(Box.FRAME, layout(Order.RGB, Arrangement.PLANAR, Fit.CENTER), target);
        assertThat(middle.top()).isEqualTo(1);
        assertThat(target.get(0)).isEqualTo((byte) 7);
    }

    @Test
    void isPutIntoTheCornerOfALargerOne() {
        ByteBuffer target = ByteBuffer.allocateDirect(48);
        StillPicture large = picture.inACorner();

        large.look(0).read(new Box(0.5, 0.5, 0.25, 0.5), layout(Order.RGB, Arrangement.PACKED, Fit.STRETCH), target);
        assertThat(target.get(0)).isEqualTo((byte) 0x10);
        large.look(0).read(LEFT, layout(Order.RGB, Arrangement.PACKED, Fit.STRETCH), target);
        assertThat(target.get(0)).isEqualTo((byte) 114);
    }

    @Test
    void refusesTargetsAsCoreDoes() {
        PixelLayout layout = layout(Order.RGB, Arrangement.PACKED, Fit.STRETCH);
        assertThatThrownBy(() -> picture.look(0).read(Box.FRAME, layout, ByteBuffer.allocateDirect(47)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("48 bytes");
        assertThatThrownBy(() -> picture.look(0).read(Box.FRAME, layout, ByteBuffer.allocate(48)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not direct");
    }
}
