package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.api.Box;
import io.vedette.api.event.EventEnricher;
import io.vedette.api.event.EventMessage;
import io.vedette.api.event.ObjectEvent;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.event.Rooms.Listening;
import io.vedette.event.alert.Alerts;
import io.vedette.event.alert.ConfiguredRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes out of a thread of this room, it begins anew and loses nothing. */
class RestartTest {
    private static final int LIVES = 20;

    @TempDir
    Path root;

    /** What cannot be written as JSON. */
    private static final class Poison {
        @Override
        public String toString() {
            throw new StackOverflowError("a map that holds itself");
        }
    }

    private static EventEnricher enricher(Map<String, Object> adds) {
        return new EventEnricher() {
            @Override
            public String name() {
                return "poison";
            }

            @Override
            public Duration budget() {
                return Duration.ofMillis(100);
            }

            @Override
            public Map<String, Object> enrich(ObjectEvent event) {
                return event.key().trackId() == 7 ? adds : Map.of();
            }
        };
    }

    /** Lives of two messages each. */
    private static void live(ObjectEvents.Session session) {
        for (int i = 0; i < LIVES; i++) {
            session.look(at(i * 1000L, person(i)));
            session.look(at(i * 1000L + 200, removed(i)));
        }
    }

    private static WorkerState worker(Rooms rooms, String name) {
        return rooms.room.workers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLogKeepsItsQueueWhereItsWriterBreaks() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            AtomicInteger grown = new AtomicInteger();
            rooms.room.watch(() -> {
                if (grown.incrementAndGet() % 2 == 1) {
                    throw new NoClassDefFoundError("an edge that has left");
                }
            });
            live(rooms.room.open("front", SETTINGS));
            await().until(() -> rooms.backlog().get("mqtt") == 2 * LIVES);
            assertThat(rooms.room.latest(1000)).hasSize(2 * LIVES);
            await().until(() -> worker(rooms, "vedette-event-log").restarts() > 0);
            assertThat(worker(rooms, "vedette-event-log").vital()).isTrue();
        }
    }

    @Test
    void whatAnEnricherAddsAndNobodyCanWriteIsLeftOutOfItsMessageAlone() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            rooms.room.addEnricher(enricher(Map.of("species", new Poison())), Map.of());
            live(rooms.room.open("front", SETTINGS));
            await().until(() -> rooms.room.latest(1000).size() == 2 * LIVES);
            List<EventMessage> seventh = rooms.room.latest(1000).stream()
                    .filter(each -> each.json().contains("\"track_id\":7,"))
                    .toList();
            assertThat(seventh).hasSize(2).allSatisfy(each -> assertThat(each.json())
                    .doesNotContain("species"));
        }
    }

    @Test
    void anAlertIsToldThoughWhatAnEnricherAddedCannotBeWritten() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            rooms.room.addRule(new ConfiguredRule(Map.of("service.pid", "io.vedette.alert~all", "notify", "telegram")));
            rooms.room.addEnricher(enricher(Map.of("species", new Poison())), Map.of());
            rooms.room.open("front", SETTINGS).look(at(0, person(7)));
            await().until(() -> rooms.room.latest(10).size() == 1);
            assertThat(rooms.room.latest(10).get(0).json()).contains("\"alert\":{");
            assertThat(rooms.backlog()).containsEntry("telegram", 1L);
        }
    }

    @Test
    void aMessageIsNotLeftOutForTheAttemptsOfAnother() throws Exception {
        Group group = new Group(new Finishing(new Enrichment(), new Alerts(() -> ZoneOffset.UTC)));
        BlockingQueue<ObjectEvent> queue = new ArrayBlockingQueue<>(2);
        queue.add(event(1, Map.of()));
        queue.add(event(2, Map.of("species", new Poison())));
        for (int i = 1; i < Group.LEFT_OUT_AT; i++) {
            group.gather(queue, 0);
            assertThatThrownBy(group::finished).isInstanceOf(StackOverflowError.class);
        }
        group.finishAnew();
        assertThatThrownBy(group::finished).isInstanceOf(StackOverflowError.class);
        assertThat(group.size()).isEqualTo(2);
    }

    /** The last resort: one message that cannot be written at all must not hold up those of all cameras for ever. */
    @Test
    void aMessageThatBreaksTheWriterEachTimeIsLeftOut() throws Exception {
        Group group = new Group(new Finishing(new Enrichment(), new Alerts(() -> ZoneOffset.UTC)));
        BlockingQueue<ObjectEvent> queue = new ArrayBlockingQueue<>(3);
        queue.add(event(1, Map.of()));
        queue.add(event(2, Map.of("species", new Poison())));
        queue.add(event(3, Map.of()));
        for (int i = 1; i < Group.LEFT_OUT_AT; i++) {
            assertThat(group.gather(queue, 0)).isTrue();
            assertThatThrownBy(group::finished).isInstanceOf(StackOverflowError.class);
        }
        assertThat(group.finished()).extracting(each -> each.message().seq()).containsExactly(1, 3);
        assertThat(group.size()).isEqualTo(2);
    }

    private static ObjectEvent event(int seq, Map<String, Object> attributes) {
        return new ObjectEvent(
                new ObjectEvent.Key(ObjectEvent.Type.NEW, UUID.randomUUID(), "front", 1, 1, seq),
                new ObjectEvent.Subject("human", "person", 0.9, Box.FRAME, 1),
                new ObjectEvent.Times(Instant.EPOCH, Instant.EPOCH, Optional.empty()),
                new ObjectEvent.Provenance(Map.of(), Optional.empty(), Optional.empty()),
                List.of(),
                attributes);
    }

    @Test
    void aSinkThatBreaksGoesOnAtTheSameMessage() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            AtomicInteger calls = new AtomicInteger();
            Listening mqtt = new Listening("mqtt").with(message -> {
                if (calls.incrementAndGet() % 15 == 0) {
                    throw new StackOverflowError("a sink that calls itself");
                }
            });
            rooms.room.addSink(mqtt);
            live(rooms.room.open("front", SETTINGS));
            await().until(() -> mqtt.taken.size() == 2 * LIVES);
            assertThat(mqtt.taken).doesNotHaveDuplicates();
            assertThat(worker(rooms, "vedette-sink-mqtt").restarts()).isEqualTo(2);
        }
    }

    @Test
    void theBoardTellsEachListenerAllWhereOneBreaks() {
        LiveBoard board = new LiveBoard();
        List<LiveFact> heard = Collections.synchronizedList(new ArrayList<>());
        board.subscribe(fact -> {
            throw new StackOverflowError("a listener");
        });
        board.subscribe(heard::add);
        for (int i = 0; i < 3; i++) {
            board.post(new LiveFact.Count("camera-" + i, "person", i));
        }
        await().until(() -> heard.size() == 3);
        assertThat(board.workers()).singleElement().satisfies(each -> assertThat(each.restarts())
                .isPositive());
        board.close();
    }

    @Test
    void picturesGoOnWhereAnEncoderBreaks() throws Exception {
        InstantSource thatDay = InstantSource.fixed(FakeFrame.START);
        try (Rooms rooms = new Rooms(root, Rooms.config("mqtt", "30"), thatDay)) {
            AtomicInteger calls = new AtomicInteger();
            rooms.room.setEncoder((frame, part, maxWidthPx, maxBytes) -> {
                if (calls.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("one allocation too large");
                }
                return new byte[] {1};
            });
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            session.look(at(0, person(1)));
            await().until(() -> calls.get() == 1);
            session.look(at(200, person(2)));
            await().until(() -> rooms.room.latest(1000).stream()
                    .anyMatch(each -> rooms.room.picture(each.eventId()).isPresent()));
            assertThat(worker(rooms, "vedette-event-picture").restarts()).isOne();
        }
    }
}
