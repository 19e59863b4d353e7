package io.vedette.trigger.gpio;

import io.vedette.api.health.HealthCheck;
import io.vedette.api.health.HealthRow;
import io.vedette.api.trigger.Trigger;
import java.time.InstantSource;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A doorbell button for each configuration: applies its settings, and tells how it is. Thread-safe. */
@Component(
        name = GpioButton.PID,
        service = HealthCheck.class,
        immediate = true,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ButtonConfig.class, factory = true)
public final class GpioButton implements HealthCheck {

    static final String PID = "io.vedette.trigger.gpio";

    private static final Logger LOG = LoggerFactory.getLogger(GpioButton.class);
    private static final int LONGEST_SHOWN = 40;

    private final Trigger trigger;
    private final Gpio.Door door;
    private final String button;
    private final String pid;
    private final Map<String, Object> first;
    /** What is listened to; null while nothing is. */
    private ButtonWatch watch;

    private String complaint = "";
    private boolean off;

    @Activate
    public GpioButton(@Reference Trigger trigger, Map<String, Object> configuration) {
        this(trigger, configuration, KernelGpio::open);
    }

    GpioButton(Trigger trigger, Map<String, Object> configuration, Gpio.Door door) {
        this.trigger = trigger;
        this.door = door;
        this.button = nameOf(configuration);
        this.pid = PID + "~" + button;
        this.first = Map.copyOf(configuration);
    }

    /** The name stands behind the PID's {@code ~}, or in the name of the file that it came from. */
    static String nameOf(Map<String, Object> configuration) {
        String pid = String.valueOf(configuration.get("service.pid"));
        int tilde = pid.indexOf('~');
        if (tilde >= 0) {
            return shown(pid.substring(tilde + 1));
        }
        String file = String.valueOf(configuration.get("felix.fileinstall.filename"));
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (name.startsWith(PID + "-") && name.endsWith(".cfg")) {
            return shown(name.substring(PID.length() + 1, name.length() - ".cfg".length()));
        }
        return shown(pid.substring(pid.lastIndexOf('.') + 1));
    }

    private static String shown(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > LONGEST_SHOWN ? clean.substring(0, LONGEST_SHOWN) + "…" : clean;
    }

    @Activate
    synchronized void start() {
        changed(first);
    }

    /** Takes other settings; bad ones are told, and the last good ones stay. */
    @Modified
    synchronized void changed(Map<String, Object> configuration) {
        for (String key : ButtonSettings.unknown(configuration)) {
            LOG.warn("{}: there is no setting {}; it is ignored", pid, key);
        }
        try {
            if (!button.matches(ButtonSettings.ID)) {
                throw new IllegalArgumentException(pid + ": a button's name is 1 to 40 of a-z, 0-9 and -");
            }
            ButtonSettings settings = ButtonSettings.of(pid, configuration);
            complaint = "";
            apply(settings);
        } catch (IllegalArgumentException e) {
            complaint = e.getMessage() + "; "
                    + (watch == null && !off ? "it is not listened to" : "the last good settings stay in force");
            LOG.warn("{}", complaint);
        }
    }

    private void apply(ButtonSettings settings) {
        off = !settings.enabled();
        if (watch != null && watch.settings().equals(settings)) {
            return;
        }
        stop();
        if (off) {
            LOG.info("Button {}: is switched off", button);
            return;
        }
        try {
            watch = new ButtonWatch(button, settings, trigger, door, InstantSource.system());
            watch.start();
        } catch (GpioException e) {
            complaint = e.getMessage() + "; it is not listened to";
            LOG.warn("Button {}: {}", button, complaint);
        }
    }

    @Deactivate
    synchronized void stop() {
        if (watch != null) {
            watch.stop();
            watch = null;
        }
    }

    @Override
    public synchronized HealthRow row() {
        if (!complaint.isEmpty()) {
            return new HealthRow("button " + button, HealthRow.Status.WARN, complaint);
        }
        if (watch == null) {
            return new HealthRow("button " + button, HealthRow.Status.OK, off ? "is switched off" : "starts");
        }
        return watch.row();
    }
}
