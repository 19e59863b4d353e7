package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.store.StoreException;
import io.vedette.store.HomeFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @TempDir
    Path root;

    private static void visit(Rooms rooms, String camera, long track, int messages) {
        ObjectEvents.Session session = rooms.room.open(camera, SETTINGS);
        session.look(at(0, person(track)));
        session.close();
        await().until(() -> rooms.room.latest(100).size() == messages);
    }

    private static List<LiveFact> pictures(Rooms rooms) {
        return rooms.live.current().stream()
                .filter(LiveFact.Snapshot.class::isInstance)
                .toList();
    }

    private void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void theLastPictureOfAPlaceGoesWithItsLastEvent() throws Exception {
        try (Rooms rooms = new Rooms(root, Rooms.config("", "30"), now::get)) {
            visit(rooms, "front", 1, 2);
            visit(rooms, "back", 2, 4);
            passes(Duration.ofDays(20));
            visit(rooms, "back", 3, 6);
            assertThat(pictures(rooms)).isEmpty();

            passes(Duration.ofDays(11));

            await().until(() -> !pictures(rooms).isEmpty());
            assertThat(rooms.room.latest(100)).hasSize(2);
            assertThat(pictures(rooms)).singleElement().satisfies(fact -> {
                assertThat(fact.cameraId()).isEqualTo("front");
                assertThat(fact.key()).contains("person");
                assertThat(((LiveFact.Snapshot) fact).jpeg().hasRemaining()).isFalse();
            });
        }
    }

    /** A command tells no broker. */
    @Test
    void aCommandLeavesWhatIsPastItsTimeToAnInstance() throws Exception {
        HomeFolder home = new HomeFolder(root.toString(), "", "", "faces");
        try (Rooms rooms = new Rooms(home, Rooms.config("", "30"), now::get)) {
            visit(rooms, "front", 1, 2);
            passes(Duration.ofDays(31));
            // After each of these the writer has had time to forget.
            visit(rooms, "front", 2, 4);
            visit(rooms, "front", 3, 6);
        }
        try (Rooms rooms = new Rooms(root, Rooms.config("", "30"), now::get)) {
            await().until(() -> rooms.room.latest(100).size() == 4);
            assertThat(pictures(rooms)).isEmpty();
        }
    }

    @Test
    void nothingWaitsForEverForASinkThatIsNoMore() throws Exception {
        try (Rooms rooms = new Rooms(root, Rooms.config("webhook", "30"), now::get)) {
            visit(rooms, "front", 1, 2);
            rooms.room.modified(Rooms.config("", "30"));
            passes(Duration.ofDays(6));
            visit(rooms, "front", 2, 4);
            assertThat(outbox(rooms)).isEqualTo(2);

            passes(Duration.ofDays(2));

            await().until(() -> outbox(rooms) == 0);
            assertThat(rooms.room.latest(100)).hasSize(4);
        }
    }

    private static long outbox(Rooms rooms) throws StoreException {
        return rooms.database.transaction(EventTables::backlog).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
