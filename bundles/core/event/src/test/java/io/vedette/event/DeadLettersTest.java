package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.SinkRejectedException;
import io.vedette.core.spi.event.DeadLetters.Dead;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.event.Rooms.Listening;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

    @TempDir
    Path root;

    @Test
    void whatIsRefusedForGoodWaitsAmongTheDeadAndCanBeSentAgain() throws Exception {
        try (Rooms rooms = new Rooms(root, "webhook")) {
            Listening webhook = new Listening("webhook").with(message -> {
                if (message.seq() == 1) {
                    throw new SinkRejectedException("410 Gone");
                }
            });
            rooms.room.addSink(webhook);
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            session.look(at(0, person(1)));
            session.look(at(200, removed(1)));
            await().until(() -> webhook.taken.size() == 1);
            await().until(() -> rooms.backlog().get("webhook") == 0);
            assertThat(rooms.room.dead(10)).hasSize(1).first().satisfies(dead -> {
                assertThat(dead.sink()).isEqualTo("webhook");
                assertThat(dead.message().seq()).isEqualTo(1);
                assertThat(dead.reason()).isEqualTo("410 Gone");
            });

            webhook.with(message -> {});
            assertThat(rooms.room.replay("webhook")).isEqualTo(1);
            await().until(() -> webhook.taken.size() == 2);
            assertThat(webhook.taken.get(1)).endsWith("/1");
            await().until(() -> rooms.backlog().get("webhook") == 0);
            assertThat(rooms.room.dead(10)).isEmpty();
            assertThat(rooms.room.replay("webhook")).isZero();
        }
    }

    @Test
    void theDeadOutliveARestartAndCanBeDiscarded() throws Exception {
        try (Rooms rooms = new Rooms(root, "webhook")) {
            rooms.room.addSink(new Listening("webhook").with(message -> {
                throw new SinkRejectedException("no");
            }));
            rooms.room.open("front", SETTINGS).look(at(0, person(1)));
            await().until(() -> rooms.room.dead(10).size() == 1);
        }
        try (Rooms rooms = new Rooms(root, "webhook")) {
            assertThat(rooms.room.dead(10)).extracting(Dead::reason).containsExactly("no");
            assertThat(rooms.room.discard("webhook")).isEqualTo(1);
            assertThat(rooms.room.dead(10)).isEmpty();
        }
    }
}
