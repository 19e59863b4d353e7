package io.vedette.mqtt;

import io.vedette.api.event.EventMessage;
import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.store.Home;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Core as the edge sees it, without core. */
final class Fakes {

    private Fakes() {}

    static CameraStatus status(String id, CameraStatus.State state) {
        Map<String, String> facts = Map.of("fps", "25", "resolution", "1280x720", "detector", "onnx");
        return new CameraStatus(id, state, Instant.parse("2026-11-21T08:00:00Z"), "", facts, Map.of("packets", 12L));
    }

    /** A board that tells its listeners in the poster's thread. Thread-safe. */
    static final class Board implements LiveFacts {
        private final Map<List<Object>, LiveFact> facts = new LinkedHashMap<>();
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();

        @Override
        public synchronized void post(LiveFact fact) {
            if (fact instanceof LiveFact.Gone) {
                facts.values().removeIf(each -> each.cameraId().equals(fact.cameraId()));
            } else {
                facts.put(fact.key(), fact);
            }
            listeners.forEach(each -> each.fact(fact));
        }

        @Override
        public synchronized List<LiveFact> current() {
            return new ArrayList<>(facts.values());
        }

        @Override
        public synchronized Subscription subscribe(Listener listener) {
            facts.values().forEach(listener::fact);
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    /** One camera, {@code front}; turns post the switch's fact, as the pipeline does. Thread-safe. */
    record OneCamera(LiveFacts facts, List<String> turned) implements Cameras {
        @Override
        public List<CameraStatus> all() {
            return List.of(status("front", CameraStatus.State.ONLINE));
        }

        @Override
        public Optional<CameraStatus> find(String id) {
            return all().stream().filter(each -> each.id().equals(id)).findFirst();
        }

        @Override
        public boolean turn(String id, Switch which, boolean on) {
            if (find(id).isEmpty()) {
                return false;
            }
            turned.add(id + " " + which + " " + on);
            facts.post(new LiveFact.SwitchOn(id, which, on));
            return true;
        }
    }

    /** Takes the presses of the camera {@code front}. Thread-safe. */
    record Bell(List<Press> presses) implements Trigger {
        @Override
        public boolean press(Press press) {
            return press.cameraId().equals("front") && presses.add(press);
        }
    }

    /** An event log with a backlog. Immutable. */
    record Log() implements EventLog {
        @Override
        public List<EventMessage> latest(int limit) {
            return List.of();
        }

        @Override
        public List<EventMessage> life(UUID eventId) {
            return List.of();
        }

        @Override
        public Optional<Path> clip(UUID eventId) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> picture(UUID eventId) {
            return Optional.empty();
        }

        @Override
        public List<SinkState> sinks() {
            return List.of(new SinkState("mqtt", true, true, 3, 0, Optional.empty(), Optional.empty()));
        }
    }

    /** A home in a folder. Immutable. */
    record Folder(Path root) implements Home {
        @Override
        public Optional<Path> modelMirror() {
            return Optional.empty();
        }
    }
}
