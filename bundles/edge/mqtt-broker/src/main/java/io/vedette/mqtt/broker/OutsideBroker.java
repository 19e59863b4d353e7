package io.vedette.mqtt.broker;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;

/**
 * Whether the MQTT edge has a broker outside, so that none is needed here. A component of its own, and not a second PID of the
 * broker's: Felix SCR reads a component's PIDs in order and stops at the first that has no configuration. Thread-safe.
 */
@Component(service = OutsideBroker.class, configurationPid = OutsideBroker.PID)
public final class OutsideBroker {

    static final String PID = "io.vedette.mqtt";

    private volatile boolean given;
    private volatile Runnable listener = () -> {};

    @Activate
    public OutsideBroker(Map<String, Object> properties) {
        this.given = isGiven(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        given = isGiven(properties);
        listener.run();
    }

    private static boolean isGiven(Map<String, Object> properties) {
        Object uri = properties.get("uri");
        return uri != null && !uri.toString().isBlank();
    }

    boolean isGiven() {
        return given;
    }

    /** The one who is told of changes; whoever asked before is not told any more. */
    void listen(Runnable next) {
        listener = next;
    }
}
