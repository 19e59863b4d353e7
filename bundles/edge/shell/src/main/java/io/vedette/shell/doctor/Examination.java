package io.vedette.shell.doctor;

import io.vedette.core.spi.broker.EmbeddedBroker;
import io.vedette.core.spi.camera.CameraFiles;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines a running instance. Confined to one call. */
public final class Examination {
    private final Rooms rooms;
    private final List<Finding> found = new ArrayList<>();

    private Examination(Rooms rooms) {
        this.rooms = rooms;
    }

    /** All that was found, good and bad; takes some seconds where a broker does not answer. */
    public static List<Finding> of(Rooms rooms) {
        Examination examination = new Examination(rooms);
        examination.cameras();
        examination.detectors();
        examination.sinks();
        examination.machine();
        return List.copyOf(examination.found);
    }

    private void cameras() {
        if (!up("cameras", rooms.cameras())) {
            return;
        }
        found.addAll(CameraCheck.look(rooms.cameras().get().all(), refused(), Instant.now()));
    }

    private Map<String, String> refused() {
        Optional<CameraFiles> files = rooms.files();
        try {
            return files.isPresent() ? files.get().refused() : Map.of();
        } catch (IOException e) {
            found.add(Finding.problem("settings", "etc/ cannot be read: " + e, "See that it can be read"));
            return Map.of();
        }
    }

    private void detectors() {
        if (up("models", rooms.models()) && up("experts", rooms.experts())) {
            found.addAll(ModelCheck.look(
                    rooms.models().get().all(), rooms.experts().get().candidates()));
        }
    }

    private void sinks() {
        List<SinkState> sinks = List.of();
        if (up("event log", rooms.log())) {
            try {
                sinks = rooms.log().get().sinks();
            } catch (StoreException e) {
                found.add(Finding.problem(
                        "database",
                        String.valueOf(e.getMessage()),
                        "Events are not logged; log/vedette.log tells more"));
            }
        }
        long waiting = sinks.stream()
                .filter(sink -> sink.name().equals("mqtt"))
                .mapToLong(SinkState::waiting)
                .sum();
        found.add(BrokerCheck.look(rooms.home().etc(), rooms.broker().flatMap(EmbeddedBroker::uri), waiting));
        found.addAll(SinkCheck.look(sinks));
    }

    private void machine() {
        Path home = rooms.home().root();
        found.add(PortCheck.shell(rooms.home().data()));
        found.add(MachineCheck.java(Runtime.version().feature()));
        found.add(MachineCheck.clock(MachineCheck.clockJump()));
        found.add(MachineCheck.disk(home));
        found.addAll(DeployCheck.look(home));
    }

    private boolean up(String room, Optional<?> service) {
        if (service.isEmpty()) {
            found.add(Finding.problem(
                    room, "This part of Vedette is not up", "Ask again in a few seconds; log/vedette.log tells more"));
        }
        return service.isPresent();
    }
}
