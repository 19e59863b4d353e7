package io.vedette.web;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.expert.Candidate;
import io.vedette.core.spi.expert.Experts;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.room.Rooms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Cameras and experts as the API shows them: plain maps, ready for JSON. Thread-safe. */
@Component(service = Views.class)
public final class Views {
    private static final List<String> NUMBERS = List.of("fps", "cpu", "gop_s", "awake", "ring_bytes");

    private final Rooms rooms;

    @Activate
    public Views(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    /** All cameras by id, without their counters; empty while the room is missing. */
    Map<String, Map<String, Object>> cameras() {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        Map<String, Facts> facts = facts();
        for (CameraStatus each : rooms.cameras().map(Cameras::all).orElse(List.of())) {
            all.put(each.id(), camera(each, facts.getOrDefault(each.id(), new Facts())));
        }
        return all;
    }

    /** One camera, with its counters. */
    Optional<Map<String, Object>> camera(String id) {
        return rooms.cameras().flatMap(cameras -> cameras.find(id)).map(status -> {
            Map<String, Object> view = camera(status, facts().getOrDefault(id, new Facts()));
            view.put("counters", new TreeMap<>(status.counters()));
            return view;
        });
    }

    private static Map<String, Object> camera(CameraStatus status, Facts facts) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", status.id());
        view.put("state", status.state().word());
        view.put("since_utc", status.since().toString());
        view.put("reason", status.reason());
        for (Map.Entry<String, String> each : new TreeMap<>(status.facts()).entrySet()) {
            view.put(each.getKey(), NUMBERS.contains(each.getKey()) ? number(each.getValue()) : each.getValue());
        }
        view.put("motion", facts.motion);
        view.put("objects", facts.objects);
        view.put("switches", facts.switches);
        return view;
    }

    private static Object number(String text) {
        return text.matches("[0-9]{1,15}(\\.[0-9]{1,15})?") ? Double.valueOf(text) : null;
    }

    /** The experts, or those of one kind. */
    List<Map<String, Object>> experts(Optional<String> kind) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Candidate each : rooms.experts().map(Experts::candidates).orElse(List.of())) {
            if (kind.isEmpty() || kind.get().equals(each.kind())) {
                all.add(expert(each));
            }
        }
        return all;
    }

    private static Map<String, Object> expert(Candidate candidate) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", candidate.kind());
        view.put("name", candidate.name());
        view.put("bundle", candidate.bundle());
        view.put("state", candidate.state().name().toLowerCase(Locale.ROOT));
        view.put("because", candidate.because());
        view.put("cameras", candidate.cameras());
        view.put("figures", new TreeMap<>(candidate.figures()));
        return view;
    }

    private Map<String, Facts> facts() {
        Map<String, Facts> byCamera = new TreeMap<>();
        for (LiveFact each : rooms.liveFacts().map(LiveFacts::current).orElse(List.of())) {
            if (!each.cameraId().isEmpty()) {
                byCamera.computeIfAbsent(each.cameraId(), id -> new Facts()).take(each);
            }
        }
        return byCamera;
    }

    /** What the live board tells of one camera. Confined to one thread. */
    private static final class Facts {
        private final Map<String, Integer> objects = new TreeMap<>();
        private final Map<String, Boolean> switches = new TreeMap<>();
        private boolean motion;

        void take(LiveFact fact) {
            if (fact instanceof LiveFact.MotionOn moving) {
                motion = moving.on();
            } else if (fact instanceof LiveFact.Count count) {
                objects.put(count.label(), count.count());
            } else if (fact instanceof LiveFact.SwitchOn position) {
                switches.put(position.which().topic(), position.on());
            }
        }
    }
}
