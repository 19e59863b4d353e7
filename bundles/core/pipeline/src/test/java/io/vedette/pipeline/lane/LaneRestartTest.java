package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.pipeline.camera.CameraSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneRestartTest {

    @TempDir
    Path root;

    private static CameraSettings settings(String id) {
        return CameraSettings.of(id, "demo:");
    }

    private static WorkerState lane(House house, String camera) {
        return house.lanes.workers().stream()
                .filter(each -> each.name().equals("lane " + camera))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLaneThatBreaksGoesOnWithWhatItWasToldAndEndsItsTracks() {
        try (House house = new House(root)) {
            house.lanes.apply(settings("front"));
            await().until(() -> !house.events.isEmpty());
            int before = house.events.size();
            house.breaks.set(2);
            house.lanes.turn("front", Switch.MOTION, false);
            await().until(() -> house.events.size() > before);
            assertThat(house.breaks).hasValue(0);
            assertThat(house.lostSight).contains("front");
            assertThat(lane(house, "front").status()).isEqualTo(WorkerState.Status.RESTARTED);
            assertThat(lane(house, "front").restarts()).isEqualTo(2);
        }
    }

    @Test
    void otherCamerasDoNotNotice() {
        try (House house = new House(root)) {
            house.lanes.apply(settings("front"));
            await().until(() -> !house.events.isEmpty());
            int before = house.events.size();
            house.lanes.apply(settings("back"));
            await().until(() -> house.events.size() > before);
            house.breaks.set(1);
            house.lanes.turn("front", Switch.MOTION, false);
            await().until(() -> lane(house, "front").restarts() == 1);
            house.lanes.turn("back", Switch.MOTION, false);
            assertThat(lane(house, "back").restarts()).isZero();
        }
    }

    @Test
    void aLaneClosesAllEvenWhereClosingOneBreaks() {
        House house = new House(root);
        house.lanes.apply(settings("front"));
        await().until(() -> !house.events.isEmpty());
        house.leavingBreaks = true;
        house.close();
        await().until(() -> house.closedEvents.equals(List.of("front")));
        assertThat(house.hubs).allMatch(hub -> hub.closed);
    }
}
