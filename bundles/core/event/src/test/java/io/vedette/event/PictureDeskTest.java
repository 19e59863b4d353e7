package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;
import static io.vedette.event.Looks.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.api.Box;
import io.vedette.api.event.EventMessage;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.Frame;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.live.LiveFact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureDeskTest {
    private static final PictureEncoder INDEX_AS_TEXT =
            (frame, part, maxWidthPx, maxBytes) -> text("frame " + frame.index());

    @TempDir
    Path root;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int handles(LookOutcome look) {
        return ((FakeFrame) look.frame()).handles.get();
    }

    @Test
    void storesTheBestPictureAndShowsIt() throws Exception {
        InstantSource thatDay = InstantSource.fixed(FakeFrame.START);
        try (Rooms rooms = new Rooms(root, Rooms.config("mqtt", "30"), thatDay)) {
            rooms.room.setEncoder(INDEX_AS_TEXT);
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            LookOutcome first = at(0, seen(1, "person", 0.6, Looks.PORCH));
            session.look(first);
            await().until(() -> rooms.room.latest(1).size() == 1);
            UUID event = rooms.room.latest(1).get(0).eventId();
            await().until(() -> rooms.room.picture(event).isPresent());
            LookOutcome better = at(200, seen(1, "person", 0.9, Looks.PORCH));
            session.look(better);
            Path file = rooms.room.picture(event).orElseThrow();
            await().until(() -> "frame 5".equals(Files.readString(file)));
            assertThat(rooms.home.root().relativize(file))
                    .isEqualTo(Path.of("media/events/2026-11-21/" + event + ".jpg"));
            session.look(at(1200, person(1)));
            session.look(at(1400, removed(1)));
            await().until(() -> rooms.room.life(event).size() == 3);
            List<EventMessage> life = rooms.room.life(event);
            assertThat(life.get(0).json()).contains("\"image_url\":null");
            assertThat(life.get(1).json()).contains("\"image_url\":\"/api/v1/events/" + event + "/snapshot.jpg\"");
            assertThat(life.get(2).json()).contains("\"image_url\":\"/api/v1/events/" + event + "/snapshot.jpg\"");
            await().until(() -> handles(first) == 1 && handles(better) == 1);
            assertThat(rooms.live.current())
                    .anyMatch(fact -> fact instanceof LiveFact.Snapshot snapshot
                            && "person".equals(snapshot.label())
                            && snapshot.jpeg().remaining() == 7);
        }
    }

    @Test
    void goesWithoutPicturesWhereNoEncoderIsThereOrItFails() throws Exception {
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            LookOutcome none = at(0, person(1));
            session.look(none);
            assertThat(handles(none)).isEqualTo(1);
            CountDownLatch failed = new CountDownLatch(2);
            rooms.room.setEncoder((frame, part, maxWidthPx, maxBytes) -> {
                failed.countDown();
                if (frame.index() == 25) {
                    throw new DecodeException("no room");
                }
                throw new IllegalStateException("a bug");
            });
            LookOutcome checked = at(1000, person(2));
            session.look(checked);
            await().until(() -> handles(checked) == 1 && failed.getCount() == 1);
            LookOutcome unchecked = at(2000, person(3));
            session.look(unchecked);
            failed.await();
            await().until(() -> handles(unchecked) == 1);
            rooms.room.setEncoder(INDEX_AS_TEXT);
            session.look(at(3000, person(4)));
            await().until(() -> rooms.live.current().stream().anyMatch(fact -> fact instanceof LiveFact.Snapshot));
        }
    }

    @Test
    void keepsFewFramesWhileTheEncoderIsSlowAndLetsAllGoInTheEnd() throws Exception {
        Semaphore steps = new Semaphore(0);
        LookOutcome[] looks = new LookOutcome[100];
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            rooms.room.setEncoder((frame, part, maxWidthPx, maxBytes) -> {
                steps.acquireUninterruptibly();
                return text("x");
            });
            ObjectEvents.Session session = rooms.room.open("front", SETTINGS);
            for (int i = 0; i < looks.length; i++) {
                looks[i] = at(i * 200L, person(i));
                session.look(looks[i]);
            }
            assertThat(held(looks)).isLessThanOrEqualTo(PictureDesk.MOST_WAITING + 1);
            steps.release(1000);
        }
        await().until(() -> held(looks) == 0);
    }

    private static int held(LookOutcome[] looks) {
        int held = 0;
        for (LookOutcome look : looks) {
            held += handles(look) - 1;
        }
        return held;
    }

    @Test
    void waitsUntilNoCallRunsInAnEncoderThatLeaves() throws Exception {
        CountDownLatch inCall = new CountDownLatch(1);
        Semaphore leave = new Semaphore(0);
        boolean[] returned = new boolean[1];
        PictureEncoder encoder = new PictureEncoder() {
            @Override
            public byte[] jpeg(Frame frame, Box part, int maxWidthPx, int maxBytes) {
                inCall.countDown();
                leave.acquireUninterruptibly();
                returned[0] = true;
                return text("x");
            }
        };
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            rooms.room.setEncoder(encoder);
            rooms.room.open("front", SETTINGS).look(at(0, person(1)));
            inCall.await();
            Thread leaver = new Thread(() -> rooms.room.unsetEncoder(encoder));
            leaver.start();
            await().until(() -> leaver.getState() == Thread.State.TIMED_WAITING);
            leave.release();
            leaver.join();
            assertThat(returned[0]).isTrue();
        }
    }

    @Test
    void deletesDaysThatArePastRetention() throws Exception {
        PictureFolder folder = new PictureFolder(root, InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));
        UUID old = new UUID(0, 1);
        UUID young = new UUID(0, 2);
        folder.store(old, Instant.parse("2026-10-20T23:00:00Z"), text("old"));
        folder.store(young, Instant.parse("2026-10-22T23:00:00Z"), text("young"));
        Files.createDirectories(root.resolve("events/mine-to-keep"));
        folder.prune(Duration.ofDays(30));
        assertThat(folder.find(old)).isEmpty();
        assertThat(folder.find(young)).isPresent();
        assertThat(root.resolve("events/mine-to-keep")).exists();
    }
}
