package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Cameras;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.room.Rooms;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PressTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    private final List<Press> presses = new CopyOnWriteArrayList<>();
    private final Trigger trigger = press -> press.cameraId().equals("front") && presses.add(press);
    private CamerasServlet servlet;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        Rooms rooms = new Rooms();
        rooms.bindCameras(new Attic());
        servlet = new CamerasServlet(rooms, new Views(rooms), null, Clock.fixed(NOW, ZoneOffset.UTC));
        servlet.bindTrigger(trigger);
        server = new WebServer(Map.of("/api/v1/cameras", servlet));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aPressIsHandedOn() throws Exception {
        HttpResponse<String> answer = press("front");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body())
                .isEqualTo("{\"camera\":\"front\",\"source\":\"http\",\"at_utc\":\"2026-11-22T02:00:00Z\"}");
        assertThat(presses).containsExactly(new Press("front", "http", NOW));
    }

    @Test
    void whereNothingComesOfAPressThatIsTold() throws Exception {
        assertThat(press("none").statusCode()).isEqualTo(404);
        HttpResponse<String> off = press("attic");
        assertThat(off.statusCode()).isEqualTo(409);
        assertThat(off.body()).contains("switched off");
        assertThat(presses).isEmpty();
    }

    @Test
    void isNotTakenWhileCoreIsMissing() throws Exception {
        servlet.unbindTrigger(trigger);

        assertThat(press("front").statusCode()).isEqualTo(503);
    }

    @Test
    void isNotMadeByReading() throws Exception {
        assertThat(server.get("/api/v1/cameras/attic/press").statusCode()).isEqualTo(404);
        assertThat(server.ask("POST", "/api/v1/cameras/front", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(405);
        assertThat(presses).isEmpty();
    }

    private HttpResponse<String> press(String camera) throws Exception {
        return server.ask("POST", "/api/v1/cameras/" + camera + "/press", BodyPublishers.noBody());
    }

    /** One camera, which is switched off. */
    private static final class Attic implements Cameras {
        private final CameraStatus attic =
                new CameraStatus("attic", CameraStatus.State.DISABLED, NOW, "", Map.of(), Map.of());

        @Override
        public List<CameraStatus> all() {
            return List.of(attic);
        }

        @Override
        public Optional<CameraStatus> find(String id) {
            return Optional.of(attic).filter(each -> id.equals("attic"));
        }

        @Override
        public boolean turn(String id, Switch which, boolean on) {
            return false;
        }
    }
}
