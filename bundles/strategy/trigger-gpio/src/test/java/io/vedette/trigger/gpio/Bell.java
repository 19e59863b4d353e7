package io.vedette.trigger.gpio;

import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for core: remembers presses, of all cameras but {@code nobody}. Thread-safe. */
final class Bell implements Trigger {
    final List<Press> presses = new CopyOnWriteArrayList<>();
    volatile boolean broken;

    @Override
    public boolean press(Press press) {
        if (broken) {
            throw new IllegalStateException("core is leaving");
        }
        presses.add(press);
        return !press.cameraId().equals("nobody");
    }
}
