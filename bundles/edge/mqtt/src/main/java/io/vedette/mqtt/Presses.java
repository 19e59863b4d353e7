package io.vedette.mqtt;

import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes presses of doorbell buttons, {@code cameras/<id>/press} with any payload. One that the broker had stored is not a press: it
 * was meant for another day. Thread-safe.
 */
final class Presses {

    private static final String SOURCE = "mqtt";

    private final Supplier<Optional<Trigger>> trigger;
    private final InstantSource clock;
    private final CountedWarning ignored = new CountedWarning("MQTT presses ignored");

    /**
     * @param trigger who takes them now, if anybody does
     */
    Presses(Supplier<Optional<Trigger>> trigger, InstantSource clock) {
        this.trigger = trigger;
        this.clock = clock;
    }

    /** Takes a message of this topic; an empty one says nothing. */
    void take(String cameraId, String topic, byte[] payload, boolean retained) {
        if (payload.length == 0) {
            return; // Somebody clears a stored press.
        }
        Optional<Trigger> taker = trigger.get();
        if (retained) {
            ignored.tell(Orders.shown(topic) + " is stored at the broker; publish it without 'retain'");
        } else if (taker.isEmpty()) {
            ignored.tell(Orders.shown(topic) + ": nothing here takes presses at the moment");
        } else if (!taker.get().press(new Press(cameraId, SOURCE, clock.instant()))) {
            ignored.tell(Orders.shown(topic) + ": there is no such camera, or it is switched off");
        }
    }

    long refusals() {
        return ignored.count();
    }
}
