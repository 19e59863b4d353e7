package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.SinkException;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.store.Sql;
import io.vedette.core.spi.store.StoreException;
import io.vedette.event.Rooms.Listening;
import io.vedette.event.alert.ConfiguredRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRoomTest {

    @TempDir
    Path root;

    /** So many lives of two messages each. */
    private static void live(ObjectEvents.Session session, int from, int lives) {
        for (int i = from; i < from + lives; i++) {
            session.look(at(i * 1000L, person(i)));
            session.look(at(i * 1000L + 200, removed(i)));
        }
    }

    private static List<String> logged(Rooms rooms) throws StoreException {
        List<String> lines = new ArrayList<>();
        for (EventMessage each : rooms.room.latest(1000)) {
            lines.add(0, Rooms.line(each));
        }
        return lines;
    }

    @Test
    void logsAndDeliversInOrderAndStrikesOut() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            Listening mqtt = new Listening("mqtt");
            rooms.room.addSink(mqtt);
            live(rooms.room.open("front", SETTINGS), 0, 50);
            await().until(() -> mqtt.taken.size() == 100);
            assertThat(mqtt.taken).isEqualTo(logged(rooms));
            await().until(() -> rooms.backlog().get("mqtt") == 0);
            EventMessage first = rooms.room.latest(1000).get(99);
            assertThat(rooms.room.life(first.eventId()))
                    .extracting(EventMessage::seq)
                    .containsExactly(1, 2);
            assertThat(first.json()).contains("\"type\":\"new\"", "\"epoch\":1,\"seq\":1", "\"stream_id\":\"front\"");
        }
    }

    @Test
    void aSinkThatOnlyARuleNamesGetsWhatAlertsAndNothingElse() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            rooms.room.addRule(new ConfiguredRule(Map.of("service.pid", "io.vedette.alert~all", "notify", "webhook")));
            live(rooms.room.open("front", SETTINGS), 0, 1);
            await().until(() -> rooms.backlog().get("mqtt") == 2);
            assertThat(rooms.backlog()).containsEntry("webhook", 1L);
            Listening webhook = new Listening("webhook");
            rooms.room.addSink(webhook);
            await().until(() -> webhook.taken.size() == 1);
            assertThat(webhook.taken.get(0)).endsWith("/1");
            assertThat(rooms.room.latest(2)).last().satisfies(first -> assertThat(first.json())
                    .contains("\"alert\":{\"rule\":\"all\",\"severity\":\"info\"}"));
        }
    }

    @Test
    void keepsRowsForASinkThatIsNotThereYetEvenOverARestart() throws Exception {
        List<String> logged;
        try (Rooms rooms = new Rooms(root, "mqtt, webhook")) {
            live(rooms.room.open("front", SETTINGS), 0, 5);
            await().until(() -> rooms.backlog().get("webhook") == 10);
            logged = logged(rooms);
        }
        try (Rooms rooms = new Rooms(root, "mqtt, webhook")) {
            Listening webhook = new Listening("webhook");
            rooms.room.addSink(webhook);
            await().until(() -> webhook.taken.size() == 10);
            assertThat(webhook.taken).isEqualTo(logged);
            assertThat(rooms.backlog()).containsEntry("mqtt", 10L);
        }
    }

    @Test
    void offersARefusedMessageAgainBeforeAnyOther() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            AtomicInteger calls = new AtomicInteger();
            Listening mqtt = new Listening("mqtt").with(message -> {
                int call = calls.incrementAndGet();
                if (call % 3 == 0) {
                    throw new SinkException("no broker");
                }
                if (call % 7 == 0) {
                    throw new IllegalStateException("a bug in the sink");
                }
            });
            rooms.room.addSink(mqtt);
            live(rooms.room.open("front", SETTINGS), 0, 10);
            await().until(() -> mqtt.taken.size() == 20);
            assertThat(mqtt.taken).isEqualTo(logged(rooms));
            assertThat(mqtt.offered).hasSizeGreaterThan(25);
            assertThat(mqtt.offered.stream().distinct().toList()).isEqualTo(mqtt.taken);
        }
    }

    @Test
    void losesAndDoublesNothingWhenASinkIsReplacedInTheMiddleOfACall() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            CountDownLatch inCall = new CountDownLatch(1);
            Semaphore never = new Semaphore(0);
            Listening old = new Listening("mqtt");
            old.with(message -> {
                if (old.taken.size() == 7) {
                    inCall.countDown();
                    never.acquire();
                }
            });
            rooms.room.addSink(old);
            live(rooms.room.open("front", SETTINGS), 0, 10);
            inCall.await();
            Listening fresh = new Listening("mqtt");
            rooms.room.addSink(fresh);
            rooms.room.removeSink(old);
            await().until(() -> fresh.taken.size() == 13);
            List<String> both = new ArrayList<>(old.taken);
            both.addAll(fresh.taken);
            assertThat(both).isEqualTo(logged(rooms));
        }
    }

    @Test
    void letsASlowSinkHoldUpNeitherTheLaneNorAnotherSink() throws Exception {
        try (Rooms rooms = new Rooms(root, "slow,fast")) {
            Semaphore steps = new Semaphore(0);
            Listening slow = new Listening("slow").with(message -> steps.acquire());
            Listening fast = new Listening("fast");
            rooms.room.addSink(slow);
            rooms.room.addSink(fast);
            live(rooms.room.open("front", SETTINGS), 0, 20);
            await().until(() -> fast.taken.size() == 40);
            assertThat(slow.taken).isEmpty();
            steps.release(40);
            await().until(() -> slow.taken.size() == 40);
            assertThat(slow.taken).isEqualTo(fast.taken);
        }
    }

    @Test
    void raisesTheEpochInEachRunOnce() throws Exception {
        for (int run = 1; run <= 3; run++) {
            try (Rooms rooms = new Rooms(root, "mqtt")) {
                rooms.room.open("front", SETTINGS).close();
                live(rooms.room.open("front", SETTINGS), 0, 1);
                int messages = run * 2;
                await().until(() -> rooms.room.latest(100).size() == messages);
                assertThat(rooms.room.latest(1).get(0).json()).contains("\"epoch\":" + run + ",");
            }
        }
    }

    @Test
    void refusesTheMessagesOfAStaleEpochAndOfNoOther() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            ObjectEvents.Session front = rooms.room.open("front", SETTINGS);
            ObjectEvents.Session back = rooms.room.open("back", SETTINGS);
            live(front, 0, 1);
            await().until(() -> rooms.room.latest(100).size() == 2);
            rooms.database.transaction(
                    connection -> Sql.update(connection, "UPDATE event_epoch SET epoch = 9 WHERE camera = 'front'"));
            live(front, 1, 1);
            live(back, 0, 1);
            await().until(() -> rooms.room.latest(100).size() == 4);
            assertThat(rooms.room.latest(2)).allMatch(each -> each.json().contains("\"stream_id\":\"back\""));
            assertThat(rooms.room.figures()).containsEntry("refused", 2L);
        }
    }

    @Test
    void keepsEventsInMemoryWhileTheDiskIsFull() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            live(session, 0, 1);
            await().until(() -> rooms.room.latest(100).size() == 2);
            pragma(rooms, "PRAGMA max_page_count=1");
            live(session, 1, 200);
            await().until(() -> rooms.room.figures().get("failures") > 0);
            assertThat(rooms.room.latest(1000).size()).isLessThan(402);
            pragma(rooms, "PRAGMA max_page_count=1000000");
            await().until(() -> rooms.room.latest(1000).size() == 402);
            assertThat(logged(rooms)).doesNotHaveDuplicates();
        }
    }

    private static void pragma(Rooms rooms, String sql) throws StoreException {
        rooms.database.transaction(connection -> Sql.query(connection, sql, row -> row.getLong(1)));
    }

    @Test
    void endsWhatAnEarlierRunLeftOpenBeforeAnythingElse() throws Exception {
        UUID open;
        Rooms dead = new Rooms(root, "mqtt");
        ObjectEvents.Session session = dead.room.open("front", SETTINGS);
        session.look(at(0, person(1)));
        await().until(() -> dead.room.latest(10).size() == 1);
        open = dead.room.latest(1).get(0).eventId();
        dead.close();
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            live(rooms.room.open("front", SETTINGS), 0, 1);
            await().until(() -> rooms.room.latest(10).size() == 4);
            EventMessage end = rooms.room.life(open).get(1);
            assertThat(rooms.room.latest(10).get(2)).isEqualTo(end);
            assertThat(end.json())
                    .contains(
                            "\"type\":\"end\"", "\"epoch\":1,\"seq\":2", "\"ended_utc\":\"2026-11-21T08:00:00.000Z\"");
            assertThat(rooms.backlog()).containsEntry("mqtt", 4L);
        }
    }

    @Test
    void writesWhatWaitsWhenItIsStopped() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            live(session, 0, 300);
            session.look(at(400_000, person(1000)));
            session.close();
        }
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            assertThat(rooms.backlog()).containsEntry("mqtt", 602L);
        }
    }

    @Test
    void forgetsWhatIsPastRetentionButNothingThatASinkWaitsFor() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt,webhook")) {
            rooms.room.addSink(new Listening("mqtt"));
            live(rooms.room.open("front", SETTINGS), 0, 3);
            await().until(() ->
                    rooms.room.latest(10).size() == 6 && rooms.backlog().get("mqtt") == 0);
            ObjectEvents.Session open = rooms.room.open("back", SETTINGS);
            open.look(at(0, person(1)));
            await().until(() -> rooms.room.latest(10).size() == 7);
            rooms.database.transaction(c -> Sql.update(c, "DELETE FROM event_outbox WHERE message_id > 4"));
            long later = System.currentTimeMillis() + Duration.ofDays(31).toMillis();
            long cut = later - Duration.ofDays(30).toMillis();
            List<String> gone = rooms.database.transaction(c -> EventTables.prune(c, cut, 500));
            assertThat(gone).hasSize(2);
            assertThat(rooms.room.latest(10)).hasSize(5);
            assertThat(rooms.database.<Integer>transaction(c -> EventTables.forgetSink(c, "webhook", cut, 3)))
                    .isEqualTo(3);
            assertThat(rooms.backlog()).containsEntry("webhook", 1L);
        }
    }

    @Test
    void keepsItsLastGoodSettingsWhereANewOneIsBad() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            rooms.room.modified(Rooms.config("mqtt,Bad Name!", "0"));
            assertThat(rooms.backlog().keySet()).containsExactly("mqtt");
            rooms.room.modified(Rooms.config("kafka", "7"));
            assertThat(rooms.backlog().keySet()).containsExactly("kafka");
        }
    }

    @Test
    void tellsOnlyTheConsumerOfUnloggedEventsAndAlwaysTheSame() throws Exception {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            for (List<String> lines : List.of(first, second)) {
                ObjectEvents.Session session =
                        rooms.room.open("clip", "sha-of-clip", SETTINGS, message -> lines.add(message.json()));
                live(session, 0, 2);
                session.close();
            }
            assertThat(rooms.room.latest(10)).isEmpty();
        }
        assertThat(first).hasSize(4).isEqualTo(second);
    }

    @Test
    void postsCounts() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            assertThat(rooms.live.current()).contains(new LiveFact.Count("front", "person", 0));
            session.look(at(0, person(1)));
            assertThat(rooms.live.current()).contains(new LiveFact.Count("front", "person", 1));
            session.close();
            assertThat(rooms.live.current()).contains(new LiveFact.Count("front", "person", 0));
        }
    }

    @Test
    void refusesALimitOutOfRange() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            assertThatThrownBy(() -> rooms.room.latest(0)).hasMessageContaining("1 to 1000");
        }
    }
}
