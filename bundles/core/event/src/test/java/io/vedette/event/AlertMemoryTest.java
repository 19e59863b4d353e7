package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.store.Sql;
import io.vedette.event.alert.ConfiguredRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restart is no reason to tell again. */
class AlertMemoryTest {
    private static final ConfiguredRule RULE = new ConfiguredRule(Map.of(
            "service.pid", "io.vedette.alert~people", "notify", "telegram", "labels", "person", "cooldown", "60 s"));

    @TempDir
    Path root;

    /** Somebody comes to the front door; the messages that wait for Telegram then. */
    private long visit(Rooms rooms, long ms) throws Exception {
        long before = rooms.room.position();
        rooms.room.addRule(RULE);
        try (ObjectEvents.Session front = rooms.room.open("front", SETTINGS)) {
            front.look(at(ms, person(1)));
            await().until(() -> rooms.room.position() > before);
        }
        return rooms.backlog().get("telegram");
    }

    @Test
    void whatWaitsForARulesSinkIsKeptUntilTheRuleIsThere() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
        try (Rooms rooms = new Rooms(root, Rooms.config("telegram", "1"), now::get)) {
            for (long ms : new long[] {0, 40_000}) {
                long before = rooms.room.position();
                try (ObjectEvents.Session front = rooms.room.open("front", SETTINGS)) {
                    front.look(at(ms, person(1)));
                }
                await().until(() -> rooms.room.position() == before + 2);
            }
            // One of the two visits was taken.
            rooms.database.transaction(c -> Sql.update(c, "DELETE FROM event_outbox WHERE message_id <= 2"));
        }
        now.set(now.get().plus(Duration.ofDays(8)));
        try (Rooms rooms = new Rooms(root, Rooms.config("mqtt", "1"), now::get)) {
            await("what is old and waits for nobody")
                    .until(() -> rooms.room.latest(10).size() == 2);
            assertThat(rooms.backlog()).containsEntry("telegram", 2L);
            now.set(now.get().plus(Duration.ofHours(2)));
            await("no rule has come").until(() -> !rooms.backlog().containsKey("telegram"));
        }
    }

    @Test
    void aCooldownGoesOnOverARestart() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            assertThat(visit(rooms, 0)).isEqualTo(1);
        }
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            assertThat(visit(rooms, 40_000)).isEqualTo(1);
        }
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            assertThat(visit(rooms, 70_000)).as("it is over").isEqualTo(2);
        }
    }
}
