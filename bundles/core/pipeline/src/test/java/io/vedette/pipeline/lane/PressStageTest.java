package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.Frame;
import io.vedette.api.trigger.Press;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.event.Pressed;
import io.vedette.core.spi.event.Pressing;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.clip.ClipOrder;
import io.vedette.pipeline.clip.Clips;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PressStageTest implements ObjectEvents.Session, Clips {

    private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final List<Done> cuts = new ArrayList<>();
    private final Hub hub = fake(Hub.class);
    private final Frame frame = fake(Frame.class);
    private Instant now = AT;
    private int woken;
    private final PressStage presses = new PressStage(
            new LaneServices(null, null, null, null, null, Optional::empty, this, null, () -> now, null),
            this,
            () -> woken++);
    private final LaneOrders orders =
            new LaneOrders(CameraSettings.of("front", "demo:"), Set.of(), () -> false).with(hub, null);

    private static <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    private void press() {
        presses.press(new Press("front", "http", AT));
        presses.collect(orders);
    }

    private Frame copy() {
        return frame;
    }

    @Test
    void waitsForThePictureOfTheMomentAndCutsFromThePreRollOn() {
        press();
        assertThat(woken).isEqualTo(1);
        assertThat(presses.waiting()).isTrue();
        presses.picture(AT.minusMillis(1), this::copy, orders);
        assertThat(told).isEmpty();
        presses.picture(AT.plusMillis(39), this::copy, orders);
        assertThat(presses.waiting()).isFalse();
        assertThat(told).containsExactly("pressed with picture", "cut 07:59:55 to 08:00:05");

        cuts.get(0).done(true);
        assertThat(woken).isEqualTo(2);
        presses.collect(orders);
        assertThat(told).endsWith("clipped true");
    }

    @Test
    void beginsWithoutAPictureWhereNoneComes() {
        press();
        presses.tick(orders);
        assertThat(told).isEmpty();
        now = AT.plusSeconds(4);
        presses.tick(orders);
        assertThat(told).containsExactly("pressed", "cut 07:59:55 to 08:00:05");
    }

    @Test
    void cutsNothingWhereNoStreamIs() {
        presses.press(new Press("front", "http", AT));
        LaneOrders without = orders.with(null, null);
        presses.collect(without);
        presses.picture(AT, this::copy, without);
        assertThat(told).containsExactly("pressed with picture", "clipped false");
    }

    @Test
    void losesNoPressHoweverManyComeAndWhenTheCameraGoes() {
        for (int i = 0; i < 20; i++) {
            presses.press(new Press("front", "http", AT));
        }
        presses.collect(orders);
        assertThat(told).filteredOn("pressed"::equals).hasSize(4);
        presses.close(orders);
        assertThat(told).filteredOn("pressed"::equals).hasSize(20);
        assertThat(presses.waiting()).isFalse();
    }

    @Override
    public Optional<Pressed> pressed(Pressing pressing) {
        told.add(pressing.frame().isPresent() ? "pressed with picture" : "pressed");
        return Optional.of(new Pressed(UUID.randomUUID(), Optional.of(Path.of("x.mp4"))));
    }

    @Override
    public void write(ClipOrder order, Done done) {
        assertThat(order.hub()).isSameAs(hub);
        told.add("cut " + order.from().toString().substring(11, 19) + " to "
                + order.to().toString().substring(11, 19));
        cuts.add(done);
    }

    @Override
    public void clipped(UUID eventId, boolean stored) {
        told.add("clipped " + stored);
    }

    @Override
    public void look(LookOutcome outcome) {}

    @Override
    public Optional<UUID> eventOf(long trackId) {
        return Optional.empty();
    }

    @Override
    public void configure(EventSettings settings) {}

    @Override
    public void endAll(Instant at) {}

    @Override
    public void close() {}
}
