package io.vedette.pipeline.lane;

import io.vedette.api.media.Frame;
import io.vedette.api.trigger.Press;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.event.Pressed;
import io.vedette.core.spi.event.Pressing;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.clip.ClipOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Presses of a camera's button: each waits for the picture of its moment, which the gate opens for, then its event begins and a clip
 * from the pre-roll on is cut. Where no picture comes, the event begins without one. Confined to one lane, but for {@link #press}.
 */
final class PressStage {

    /** The clip goes on for so long after the press. */
    private static final Duration AFTER = Duration.ofSeconds(5);
    /** So long a picture of the moment is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_WAITING = 16;

    private final LaneServices services;
    private final ObjectEvents.Session events;
    private final Runnable wake;
    private final Queue<Press> fresh = new ConcurrentLinkedQueue<>();
    private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
    private final List<Press> waiting = new ArrayList<>();

    private record Cut(UUID eventId, boolean stored) {}

    /**
     * No press yet.
     *
     * @param wake is called, on any thread, when there is something to {@link #collect}
     */
    PressStage(LaneServices services, ObjectEvents.Session events, Runnable wake) {
        this.services = services;
        this.events = events;
        this.wake = wake;
    }

    /** Somebody pressed the button; on any thread. */
    void press(Press press) {
        fresh.add(press);
        wake.run();
    }

    /** Takes what has come from other threads. */
    void collect(LaneOrders orders) {
        for (Press press = fresh.poll(); press != null; press = fresh.poll()) {
            if (waiting.size() < MOST_WAITING) {
                waiting.add(press);
            } else {
                begin(press, Optional.empty(), orders);
            }
        }
        for (Cut cut = cuts.poll(); cut != null; cut = cuts.poll()) {
            events.clipped(cut.eventId(), cut.stored());
        }
    }

    /** Whether a press waits for its picture. */
    boolean waiting() {
        return !waiting.isEmpty();
    }

    /**
     * A picture was decoded.
     *
     * @param arrival when its packet came
     * @param copy makes a frame of it, to be closed here
     */
    void picture(Instant arrival, Supplier<Frame> copy, LaneOrders orders) {
        for (Iterator<Press> each = waiting.iterator(); each.hasNext(); ) {
            Press press = each.next();
            if (!arrival.isBefore(press.at())) {
                each.remove();
                try (Frame frame = copy.get()) {
                    begin(press, Optional.of(frame), orders);
                }
            }
        }
    }

    /** Time passes: what has waited for long enough begins without a picture. */
    void tick(LaneOrders orders) {
        Instant tooOld = services.clock().instant().minus(PATIENCE);
        for (Iterator<Press> each = waiting.iterator(); each.hasNext(); ) {
            Press press = each.next();
            if (press.at().isBefore(tooOld)) {
                each.remove();
                begin(press, Optional.empty(), orders);
            }
        }
    }

    /** The camera goes: what waits begins without a picture, and no clip is waited for. */
    void close(LaneOrders orders) {
        collect(orders);
        waiting.forEach(press -> events.pressed(new Pressing(press.source(), press.at(), Optional.empty())));
        waiting.clear();
    }

    private void begin(Press press, Optional<Frame> frame, LaneOrders orders) {
        events.pressed(new Pressing(press.source(), press.at(), frame))
                .ifPresent(pressed -> cut(pressed, press.at(), orders));
    }

    private void cut(Pressed pressed, Instant at, LaneOrders orders) {
        Hub hub = orders.recorded() == null ? orders.hub() : orders.recorded();
        Optional<Path> file = pressed.clip();
        if (hub == null || file.isEmpty()) {
            events.clipped(pressed.eventId(), false);
            return;
        }
        Instant from = at.minus(orders.settings().source().preroll());
        services.clips().write(new ClipOrder(hub, from, at.plus(AFTER), file.get()), stored -> {
            cuts.add(new Cut(pressed.eventId(), stored));
            wake.run();
        });
    }
}
