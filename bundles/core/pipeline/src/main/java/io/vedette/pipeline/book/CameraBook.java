package io.vedette.pipeline.book;

import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.Secrets;
import io.vedette.pipeline.lane.CameraLanes;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cameras' settings: one file {@code etc/io.vedette.camera-<id>.cfg} each. A bad value is told in one line and the last good
 * settings stay in force, also over a restart. Thread-safe.
 */
@Component(service = ManagedServiceFactory.class, immediate = true, property = "service.pid=" + CameraBook.PID)
public final class CameraBook implements ManagedServiceFactory {

    static final String PID = "io.vedette.camera";
    private static final Logger LOG = LoggerFactory.getLogger(CameraBook.class);
    /** A properties file of {@code name=uri} lines: cameras of this run only. */
    private static final String CAMERAS_OF_THIS_RUN = "vedette.cameras";
    /** The id of one of them that goes as soon as somebody configures a camera. */
    private static final String STAND_IN = "vedette.cameras.stand-in";

    private final CameraLanes lanes;
    private final LastGood lastGood;
    private final Secrets secrets;
    private final Map<String, String> idByPid = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private String standIn = "";

    @Activate
    public CameraBook(@Reference Home home, @Reference CameraLanes lanes) {
        this.lanes = lanes;
        this.lastGood = new LastGood(home.data().resolve("cameras"));
        this.secrets = new Secrets(home);
        Optional.ofNullable(System.getProperty(CAMERAS_OF_THIS_RUN))
                .map(Path::of)
                .ifPresent(this::addCamerasOfThisRun);
        standIn = System.getProperty(STAND_IN, "");
    }

    private void addCamerasOfThisRun(Path file) {
        Properties cameras = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            cameras.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("The cameras of this run cannot be read from {}: {}", file, e.toString());
        }
        for (String id : cameras.stringPropertyNames()) {
            try {
                apply(id, Map.of("uri", cameras.getProperty(id)));
            } catch (SettingsReader.BadValue e) {
                LOG.warn("--camera {}: {}", id, e.getMessage());
            }
        }
    }

    @Override
    public String getName() {
        return "Vedette cameras";
    }

    @Override
    public synchronized void updated(String pid, Dictionary<String, ?> properties) {
        Map<String, String> raw = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            raw.put(key, String.valueOf(properties.get(key)));
        }
        String id = idOf(pid, raw);
        if (!SettingsReader.ID.matcher(id).matches()) {
            // Such an id is not even remembered: files are named by it.
            LOG.warn("{}~{}: a camera's id is 1 to 40 of a-z, 0-9 and -; the camera is not started", PID, id);
            return;
        }
        warnOfUnknown(id, raw);
        raw.keySet().retainAll(SettingsReader.KEYS);
        String before = idByPid.put(pid, id);
        if (before != null && !before.equals(id)) {
            forget(before);
        }
        try {
            apply(id, raw);
            lastGood.keep(id, raw);
        } catch (SettingsReader.BadValue e) {
            String consequence = useLastGood(id) ? "the last good settings stay in force" : "the camera is not started";
            LOG.warn("{}~{}: {}; {}", PID, id, e.getMessage(), consequence);
        }
    }

    private static void warnOfUnknown(String id, Map<String, String> raw) {
        for (String key : raw.keySet()) {
            boolean foreign = key.startsWith("service.") || key.startsWith("felix.") || key.startsWith("org.");
            if (!foreign && !key.equals("id") && !SettingsReader.KEYS.contains(key)) {
                LOG.warn("{}~{}: there is no setting {}; it is ignored", PID, id, key);
            }
        }
    }

    private boolean useLastGood(String id) {
        if (running.contains(id)) {
            return true;
        }
        Optional<Map<String, String>> kept = lastGood.of(id);
        if (kept.isEmpty()) {
            return false;
        }
        try {
            apply(id, kept.get());
            return true;
        } catch (SettingsReader.BadValue e) {
            LOG.warn("{}~{}: the last good settings do not hold any more: {}", PID, id, e.getMessage());
            return false;
        }
    }

    private void apply(String id, Map<String, String> raw) throws SettingsReader.BadValue {
        lanes.apply(new SettingsReader(id, raw, secrets).read());
        running.add(id);
        if (!standIn.isEmpty()) {
            String relieved = standIn;
            standIn = "";
            if (!relieved.equals(id)) {
                LOG.info("Camera {} goes, since camera {} is configured now", relieved, id);
                forget(relieved);
            }
        }
    }

    /** The id stands behind the PID's {@code ~}, or in the name of the file that it came from. */
    static String idOf(String pid, Map<String, String> raw) {
        int tilde = pid.indexOf('~');
        if (tilde >= 0) {
            return pid.substring(tilde + 1);
        }
        String file = raw.getOrDefault("felix.fileinstall.filename", "");
        String name = file.substring(file.lastIndexOf('/') + 1);
        if (name.startsWith(PID + "-") && name.endsWith(".cfg")) {
            return name.substring(PID.length() + 1, name.length() - ".cfg".length());
        }
        return raw.getOrDefault("id", pid.substring(pid.lastIndexOf('.') + 1));
    }

    @Override
    public synchronized void deleted(String pid) {
        String id = idByPid.remove(pid);
        if (id != null) {
            forget(id);
        }
    }

    private void forget(String id) {
        if (!idByPid.containsValue(id)) {
            running.remove(id);
            lanes.remove(id);
            lastGood.forget(id);
        }
    }
}
