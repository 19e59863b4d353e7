package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.event.EventTail;
import io.vedette.core.spi.event.EventTail.Logged;
import io.vedette.core.spi.event.ObjectEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTailTest {

    @TempDir
    Path root;

    @Test
    void tellsWhatWasLoggedAfterAPosition() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            AtomicInteger woken = new AtomicInteger();
            assertThat(rooms.room.position()).isZero();
            try (EventTail.Watch watch = rooms.room.watch(woken::incrementAndGet)) {
                int before = woken.get();
                lives(rooms, 3);
                await().until(() -> rooms.room.position() == 6);
                await().until(() -> woken.get() > before);
            }
            List<Logged> all = rooms.room.after(0, 1000);

            assertThat(all).extracting(Logged::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(rooms.room.after(4, 1)).containsExactly(all.get(4));
            assertThat(rooms.room.after(6, 10)).isEmpty();
            assertThatThrownBy(() -> rooms.room.after(0, 0)).hasMessageContaining("1 to 1000");
        }
    }

    @Test
    void tellsTheLastMessageOfEachEvent() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            lives(rooms, 3);
            await().until(() -> rooms.room.position() == 6);

            assertThat(rooms.room.latestOfEach(10))
                    .extracting(Logged::position)
                    .as("the three ends, latest first")
                    .containsExactly(6L, 4L, 2L);
            assertThat(rooms.room.latestOfEach(2)).hasSize(2);
        }
    }

    private static void lives(Rooms rooms, int lives) {
        ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
        for (int i = 0; i < lives; i++) {
            session.look(at(i * 1000L, person(i)));
            session.look(at(i * 1000L + 200, removed(i)));
        }
    }
}
