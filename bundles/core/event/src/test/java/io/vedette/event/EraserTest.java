package io.vedette.event;

import static io.vedette.event.Looks.DETECTOR;
import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.live.LiveFact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraserTest {
    private static final String NAME = "Zoë \"Q\" Ångström";

    @TempDir
    Path root;

    private static LookOutcome look(long ms, long track, String name) {
        return new LookOutcome(
                new FakeFrame(Duration.ofMillis(ms), ms),
                List.of(person(track)),
                DETECTOR,
                Optional.empty(),
                Map.of(track, new FaceFinding(name, FaceList.KNOWN, 0.7)));
    }

    @Test
    void leavesNoTraceOfANameInTheDatabasesFilesTheMediaFolderOrTheOutbox() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            ObjectEvents.Session front = rooms.room.open("front", SETTINGS);
            front.look(look(0, 1, NAME));
            ObjectEvents.Session back = rooms.room.open("back", SETTINGS);
            back.look(look(0, 1, "Zoë"));
            await().until(() -> rooms.room.latest(10).size() == 2);
            EventMessage told = rooms.room.latest(10).stream()
                    .filter(message -> message.json().contains("\"front\""))
                    .findFirst()
                    .orElseThrow();
            Path clip = rooms.home
                    .media()
                    .resolve("events/" + LocalDate.now(ZoneOffset.UTC) + "/" + told.eventId() + ".mp4");
            Files.createDirectories(clip.getParent());
            Files.writeString(clip, "a clip");

            List<FaceEvents.Told> found = new ArrayList<>();
            rooms.room.each(NAME, found::add);
            assertThat(found).singleElement().satisfies(event -> {
                assertThat(event.eventId()).isEqualTo(told.eventId());
                assertThat(event.life()).isEqualTo(rooms.room.life(told.eventId()));
                assertThat(event.clip()).contains(clip);
            });
            rooms.room.each("zoë", found::add);
            assertThat(found).hasSize(1);

            assertThat(rooms.room.eraseFace(NAME)).isEqualTo(1);
            rooms.database.compact();

            assertThat(rooms.room.latest(10)).hasSize(1).first().satisfies(left -> assertThat(left.json())
                    .contains("\"Zoë\""));
            assertThat(rooms.backlog()).containsEntry("mqtt", 1L);
            assertThat(clip).doesNotExist();
            assertThat(rooms.live.current())
                    .filteredOn(LiveFact.Snapshot.class::isInstance)
                    .allSatisfy(
                            fact -> assertThat(((LiveFact.Snapshot) fact).jpeg().hasRemaining())
                                    .isFalse());
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertThat(content)
                            .as(file.toString())
                            .doesNotContain(new String(
                                    "Ångström".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    @Test
    void aVisitThatGoesOnDoesNotBringTheNameBack() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            ObjectEvents.Session front = rooms.room.open("front", SETTINGS);
            front.look(look(0, 1, NAME));
            await().until(() -> rooms.room.latest(10).size() == 1);
            rooms.room.eraseFace(NAME);
            front.look(look(2_000, 1, NAME));
            front.close();
            await().until(() -> rooms.room.latest(10).stream()
                    .anyMatch(message -> message.json().contains("\"end\"")));
            rooms.database.compact();
            assertThat(rooms.room.latest(10))
                    .allSatisfy(message -> assertThat(message.json()).doesNotContain("Ångström", "\"face\":"));
        }
    }
}
