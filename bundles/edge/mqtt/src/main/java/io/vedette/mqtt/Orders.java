package io.vedette.mqtt;

import io.vedette.core.spi.camera.Cameras;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Takes orders to switches, {@code cameras/<id>/<switch>/set} with {@code ON} or {@code OFF}. An order that the broker had stored
 * is not obeyed: it was meant for another day. Thread-safe.
 */
final class Orders {

    private static final int MOST_SHOWN = 60;

    private final Cameras cameras;
    private final CountedWarning refused = new CountedWarning("MQTT orders ignored");

    Orders(Cameras cameras) {
        this.cameras = cameras;
    }

    void take(Topics topics, String topic, byte[] payload, boolean retained) {
        if (payload.length == 0) {
            return; // Somebody clears a stored order.
        }
        Optional<Topics.Order> order = topics.order(topic);
        String word = new String(payload, 0, Math.min(payload.length, MOST_SHOWN), StandardCharsets.UTF_8).strip();
        if (retained) {
            refused.tell(shown(topic) + " is stored at the broker; publish it without 'retain'");
        } else if (order.isEmpty()) {
            refused.tell(shown(topic) + " names no switch; enabled, detect, motion, record or snapshots");
        } else if (!"ON".equalsIgnoreCase(word) && !"OFF".equalsIgnoreCase(word)) {
            refused.tell(shown(topic) + " = '" + shown(word) + "': ON or OFF");
        } else if (!cameras.turn(order.get().cameraId(), order.get().which(), "ON".equalsIgnoreCase(word))) {
            refused.tell(shown(topic) + ": there is no such camera");
        }
    }

    long refusals() {
        return refused.count();
    }

    /** Fit for one line of a log. */
    static String shown(String text) {
        String cut = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return cut.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
    }
}
