package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.event.SinkException;
import io.vedette.api.event.SinkRejectedException;
import io.vedette.core.spi.event.SinkState;
import io.vedette.core.spi.event.SinkState.Failing;
import io.vedette.core.spi.store.Sql;
import io.vedette.event.Rooms.Listening;
import io.vedette.event.alert.ConfiguredRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of durable sinks. */
class SinkStatesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path root;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;

    private Rooms open() throws Exception {
        return new Rooms(root, Rooms.config("webhook", "30"), clock);
    }

    @Test
    void tellsWhoIsWantedAndNotThere() throws Exception {
        try (Rooms rooms = open()) {
            rooms.room.addRule(new ConfiguredRule(Map.of("service.pid", "io.vedette.alert~all", "notify", "telegram")));
            Listening nobodys = new Listening("nobodys");
            Listening webhook = new Listening("webhook");
            rooms.room.addSink(nobodys);
            rooms.room.addSink(webhook);
            assertThat(rooms.room.sinks())
                    .containsExactly(
                            new SinkState("telegram", true, false, 0, 0, Optional.empty(), Optional.empty()),
                            new SinkState("webhook", true, true, 0, 0, Optional.empty(), Optional.empty()));
            rooms.room.removeSink(webhook);
            assertThat(rooms.sink("webhook").there()).isFalse();
            assertThat(rooms.sink("webhook").isWell()).isFalse();
        }
    }

    @Test
    void whatBreaksASinkCountsAsAnAttempt() throws Exception {
        for (Error error : List.of(new NoClassDefFoundError("its library"), new StackOverflowError("its parser"))) {
            try (Rooms rooms = open()) {
                Listening webhook = new Listening("webhook").with(message -> {
                    throw error;
                });
                rooms.room.addSink(webhook);
                rooms.room.open("front", SETTINGS).look(at(0, person(1)));
                await().until(() -> webhook.offered.size() >= 2);
                assertThat(rooms.sink("webhook").failing().orElseThrow().reason())
                        .isEqualTo("it broke: " + error);
            }
        }
    }

    @Test
    void tellsSinceWhenNothingIsTakenAndWhyUntilItIs() throws Exception {
        try (Rooms rooms = open()) {
            Listening webhook = new Listening("webhook").with(message -> {
                now.set(now.get().plusSeconds(1));
                throw new SinkException("10.0.0.1 cannot\nbe reached");
            });
            rooms.room.addSink(webhook);
            rooms.room.open("front", SETTINGS).look(at(0, person(1)));
            await().until(() -> webhook.offered.size() >= 3);
            Failing failing = rooms.sink("webhook").failing().orElseThrow();
            assertThat(failing.since()).isEqualTo(NOON);
            assertThat(failing.attempts()).isBetween(2L, (long) webhook.offered.size());
            assertThat(failing.reason()).isEqualTo("10.0.0.1 cannot be reached");
            assertThat(rooms.sink("webhook").waiting()).isEqualTo(1);

            webhook.with(message -> {});
            await().until(() -> rooms.sink("webhook").waiting() == 0);
            assertThat(rooms.sink("webhook").isWell()).isTrue();
        }
    }

    @Test
    void aMessageThatIsErasedMeanwhileIsNotOfferedAgain() throws Exception {
        try (Rooms rooms = open()) {
            Listening webhook = new Listening("webhook").with(message -> {
                throw new SinkException("away");
            });
            rooms.room.addSink(webhook);
            rooms.room.open("front", SETTINGS).look(at(0, person(1)));
            await().until(() -> rooms.sink("webhook").failing().isPresent());
            rooms.database.transaction(c -> Sql.update(c, "DELETE FROM event_outbox"));
            await().until(() -> rooms.sink("webhook").failing().isEmpty());
            int offered = webhook.offered.size();
            webhook.with(message -> {});
            rooms.room.open("back", SETTINGS).look(at(0, person(1)));
            await().until(() -> webhook.taken.size() == 1);
            assertThat(webhook.offered).hasSize(offered + 1);
        }
    }

    @Test
    void tellsOfACallThatDoesNotReturn() throws Exception {
        try (Rooms rooms = open()) {
            Semaphore inCall = new Semaphore(0);
            Semaphore never = new Semaphore(0);
            rooms.room.addSink(new Listening("webhook").with(message -> {
                inCall.release();
                never.acquire();
            }));
            rooms.room.open("front", SETTINGS).look(at(0, person(1)));
            inCall.acquire();
            assertThat(rooms.sink("webhook").isWell()).isTrue();
            now.set(NOON.plus(Duration.ofMinutes(1)));
            assertThat(rooms.sink("webhook").failing())
                    .contains(new Failing(NOON, 1, "a call that began at 2026-11-21T12:00:00Z has not returned"));
        }
    }

    @Test
    void tellsWhatItsOwnerMustMendAndThatASinkBrokeWhenAsked() throws Exception {
        try (Rooms rooms = open()) {
            Listening webhook = new Listening("webhook");
            webhook.complaint = Optional.of("url is empty");
            rooms.room.addSink(webhook);
            assertThat(rooms.sink("webhook").complaint()).hasValue("url is empty");
            webhook.complaint = null;
            assertThat(rooms.sink("webhook").complaint())
                    .hasValueSatisfying(text -> assertThat(text).startsWith("it broke when it was asked"));
        }
    }

    @Test
    void countsWhatWasRefusedForGoodEvenOfASinkThatNobodyWants() throws Exception {
        try (Rooms rooms = open()) {
            rooms.room.addSink(new Listening("webhook").with(message -> {
                throw new SinkRejectedException("410 Gone");
            }));
            var session = rooms.room.open("front", SETTINGS);
            session.look(at(0, person(1)));
            session.look(at(200, removed(1)));
            await().until(() -> rooms.sink("webhook").dead() == 2);
            await().until(() -> rooms.sink("webhook").isWell());
            rooms.room.modified(Rooms.config("", "30"));
            assertThat(rooms.room.sinks()).singleElement().satisfies(sink -> {
                assertThat(sink.wanted()).isFalse();
                assertThat(sink.dead()).isEqualTo(2);
            });
        }
    }
}
