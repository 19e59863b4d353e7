package io.vedette.bench;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.Switch;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Cameras that watch the clip at its own speed, added and removed as a user would. Confined to one thread. */
final class Crowd implements AutoCloseable {

    private static final String PID = "io.vedette.camera";
    private static final long ONLINE_WITHIN_MS = 60_000;

    private final Workplace place;
    private final ConfigurationAdmin admin;
    private final Cameras cameras;
    private final Clip clip;
    private final Deque<Configuration> added = new ArrayDeque<>();
    private int numbered;

    Crowd(Workplace place, ConfigurationAdmin admin, Cameras cameras, Clip clip) {
        this.place = place;
        this.admin = admin;
        this.cameras = cameras;
        this.clip = clip;
    }

    int size() {
        return added.size();
    }

    /** Adds cameras until there are so many, and waits until all are online. */
    void growTo(int size, Map<String, String> settings, boolean detect) throws IOException, InterruptedException {
        while (added.size() < size) {
            numbered++;
            String id = "bench-" + numbered;
            Map<String, Object> all = new HashMap<>(settings);
            all.put("uri", clip.file().toString());
            Configuration camera = admin.getFactoryConfiguration(PID, id, "?");
            Dictionary<String, Object> dictionary = FrameworkUtil.asDictionary(all);
            camera.update(dictionary);
            added.push(camera);
            if (!place.await(ONLINE_WITHIN_MS, () -> online(id))) {
                throw new IOException("the camera " + id + " is not online after a minute");
            }
            cameras.turn(id, Switch.DETECT, detect);
        }
    }

    private boolean online(String id) {
        return cameras.find(id)
                .filter(c -> c.state() == CameraStatus.State.ONLINE)
                .isPresent();
    }

    /** Sum of a counter over all cameras. */
    long count(String counter) {
        return cameras.all().stream()
                .mapToLong(c -> c.counters().getOrDefault(counter, 0L))
                .sum();
    }

    /** Removes all cameras. */
    void leave() throws IOException, InterruptedException {
        while (!added.isEmpty()) {
            added.pop().delete();
        }
        place.await(ONLINE_WITHIN_MS, () -> cameras.all().isEmpty());
    }

    @Override
    public void close() throws IOException {
        while (!added.isEmpty()) {
            added.pop().delete();
        }
    }
}
