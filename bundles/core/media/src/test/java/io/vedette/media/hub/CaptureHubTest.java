package io.vedette.media.hub;

import static io.vedette.media.hub.Packets.await;
import static io.vedette.media.hub.Packets.drain;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import io.vedette.core.spi.media.Hub.Connection;
import io.vedette.core.spi.media.Hub.Connection.State;
import io.vedette.core.spi.media.Hubs;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CaptureHubTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SteppedClock clock = new SteppedClock();
    private final FakeCamera camera = new FakeCamera(clock);
    private final Slab slab = new Slab();
    private final Shelf shelf = new Shelf();
    private CaptureHub hub;

    /** The sources that are there: the latest one serves. */
    private static final class Shelf implements Sources {
        final CopyOnWriteArrayList<MediaSource> sources = new CopyOnWriteArrayList<>();

        @Override
        public MediaSource choose(String uri) throws CaptureException {
            if (sources.isEmpty()) {
                throw new CaptureException("no media source is installed");
            }
            return sources.get(sources.size() - 1);
        }

        @Override
        public boolean canOpen(String uri) {
            return !sources.isEmpty();
        }

        @Override
        public boolean present(MediaSource source) {
            return sources.contains(source);
        }

        @Override
        public boolean stopping() {
            return false;
        }

        @Override
        public void released() {}
    }

    private CaptureHub open(Hubs.Feed feed) {
        var settings = new Hubs.Settings("front", "rtsp://camera", "tcp", Duration.ofSeconds(5), feed);
        hub = new CaptureHub(settings, shelf, slab, clock.clocks(), closed -> {}).start();
        return hub;
    }

    private CaptureHub live() {
        shelf.sources.add(camera);
        return open(Hubs.Feed.LIVE);
    }

    private CaptureHub online() {
        live();
        camera.picture(0, true);
        awaitState(State.ONLINE);
        return hub;
    }

    private void awaitState(State state) {
        await().alias(state.name()).until(() -> hub.connection().state() == state);
    }

    private void awaitPackets(long packets) {
        await().until(() -> hub.connection().packets() == packets);
    }

    @AfterEach
    void freesEverything() {
        if (hub != null) {
            hub.close();
            await().until(() -> camera.open.get() == 0 && slab.idleBytes() == slab.allocatedBytes());
        }
    }

    @Test
    void isConnectingUntilThereIsAPicture() {
        live();
        camera.sound(0);
        await().until(() -> camera.open.get() == 1 && camera.deeds.isEmpty());
        assertThat(hub.connection()).isEqualTo(new Connection(State.CONNECTING, SteppedClock.NOON, "", 0, 0, false));
    }

    @Test
    void isOnlineFromTheFirstPictureOn() {
        live();
        clock.step(SECOND);
        camera.picture(0, true);
        awaitState(State.ONLINE);
        clock.step(SECOND);
        camera.picture(40, false);
        awaitPackets(2);
        assertThat(hub.connection())
                .isEqualTo(new Connection(State.ONLINE, SteppedClock.NOON.plusSeconds(1), "", 2, 1, false));
    }

    @Test
    void isStalledAfterFourSilentSecondsAndRecovers() {
        online();
        clock.step(Duration.ofMillis(3900));
        assertThat(hub.connection().state()).isEqualTo(State.ONLINE);
        clock.step(Duration.ofMillis(200));
        assertThat(hub.connection().state()).isEqualTo(State.STALLED);
        assertThat(hub.connection().since()).as("since it fell silent").isEqualTo(SteppedClock.NOON);
        assertThat(hub.connection().reason()).isEqualTo("no picture for 4 s");
        camera.picture(4100, false);
        awaitState(State.ONLINE);
        assertThat(hub.connection().reason()).isEmpty();
    }

    @Test
    void givesASilentCameraUpAfterEightSeconds() {
        online();
        clock.step(Duration.ofMillis(8100));
        awaitState(State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("no picture for 8 s");
        assertThat(camera.open).hasValue(0);
    }

    @Test
    void soundAloneDoesNotKeepACameraOnline() {
        online();
        // Native code asks whether to give up only while it waits, and sound keeps it from waiting.
        camera.deaf = true;
        clock.step(Duration.ofMillis(4100));
        camera.sound(4100);
        await().until(camera.deeds::isEmpty);
        assertThat(hub.connection().state()).isEqualTo(State.STALLED);
        clock.step(SECOND.multipliedBy(4));
        camera.sound(8100);
        awaitState(State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("no picture for 8 s");
    }

    @Test
    void givesACameraUpThatDoesNotAnswer() {
        camera.answers = false;
        live();
        await().until(() -> camera.opens.get() == 1);
        clock.step(Duration.ofMillis(10_100));
        awaitState(State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("no picture for 10 s");
    }

    @Test
    void asksALostCameraAgainAtGrowingIntervalsOfAtMostTenSeconds() {
        camera.refusal = new CaptureException("connection refused");
        live();
        long[] wholeMs = {500, 1000, 2000, 4000, 8000, 10_000, 10_000};
        for (int i = 0; i < wholeMs.length; i++) {
            awaitWaitingAfter(i + 1);
            clock.step(Duration.ofMillis(wholeMs[i] * 79 / 100), hub);
            clock.step(Duration.ofMillis(wholeMs[i] * 22 / 100), hub);
        }
        awaitWaitingAfter(wholeMs.length + 1);
        for (int i = 0; i < wholeMs.length; i++) {
            long waitedMs = (camera.openedAtNs.get(i + 1) - camera.openedAtNs.get(i)) / 1_000_000;
            assertThat(waitedMs).isBetween(wholeMs[i] * 80 / 100, wholeMs[i] * 101 / 100);
        }
        assertThat(hub.connection().since())
                .as("it is lost since the first failure")
                .isEqualTo(SteppedClock.NOON);
    }

    private void awaitWaitingAfter(int attempts) {
        await().until(() -> camera.opens.get() == attempts && captureThread().getState() == Thread.State.TIMED_WAITING);
    }

    private Thread captureThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("vedette-capture-front") && thread.isAlive())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void asksSoonAgainOnceACameraHasBeenThere() {
        camera.refusal = new CaptureException("connection refused");
        live();
        for (int attempt = 1; attempt <= 6; attempt++) {
            awaitWaitingAfter(attempt);
            clock.step(SECOND.multipliedBy(10), hub);
        }
        awaitWaitingAfter(7);
        camera.refusal = null;
        camera.picture(0, true);
        camera.breaks("connection reset");
        clock.step(SECOND.multipliedBy(10), hub);
        awaitWaitingAfter(8);
        assertThat(hub.connection().reason()).isEqualTo("connection reset");
        clock.step(Duration.ofMillis(500), hub);
        await().until(() -> camera.opens.get() == 9);
    }

    @Test
    void aReturnedCameraGoesOnWhereTheLineWouldBe() {
        online();
        var cursor = hub.follow(() -> {});
        drain(cursor);
        camera.breaks("connection reset");
        awaitState(State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("connection reset");
        awaitWaitingAfter(1);
        clock.step(SECOND.multipliedBy(30), hub);
        await().until(() -> camera.opens.get() == 2);
        camera.picture(77_000, true);
        awaitState(State.ONLINE);
        assertThat(hub.connection().connects()).isEqualTo(2);
        assertThat(hub.connection().since()).isEqualTo(SteppedClock.NOON.plusSeconds(30));
        assertThat(drain(cursor)).containsExactly(30_000L);
    }

    @Test
    void aStreamThatEndsIsALostCamera() {
        online();
        camera.deeds.add(FakeCamera.END);
        awaitState(State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("the camera ended the stream");
        assertThat(hub.connection().ended()).isFalse();
    }

    @Test
    void survivesABrokenSource() {
        online();
        camera.deeds.add(sink -> {
            throw new IllegalStateException("a bug");
        });
        awaitState(State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("the media source failed: IllegalStateException");
        camera.refusal = new CaptureException(null);
        hub.sourcesChanged();
        await().until(() -> hub.connection().reason().equals("the media source gave no reason"));
        hub.sourcesChanged();
        await().until(() -> camera.opens.get() == 3);
        camera.refusal = null;
        camera.picture(0, true);
        hub.sourcesChanged();
        awaitState(State.ONLINE);
    }

    @Test
    void refusesStreamsWithoutPicturesAndAbsurdPackets() {
        camera.streams = List.of(Packets.SOUND);
        live();
        await().until(() -> hub.connection().reason().equals("the stream has no pictures"));
        camera.streams = List.of(Packets.VIDEO);
        camera.deeds.add(sink -> {
            sink.packet(0, ByteBuffer.allocateDirect(Slab.LARGEST_PAYLOAD_BYTES + 1), 0, 0, true);
            return true;
        });
        hub.sourcesChanged();
        await().until(() -> hub.connection().reason().contains("larger than any camera's"));
        assertThat(hub.connection().packets()).isZero();
    }

    @Test
    void beginsAtOnceWhenASourceComes() {
        open(Hubs.Feed.LIVE);
        assertThat(hub.connection().state()).as("not lost: it was never there").isEqualTo(State.CONNECTING);
        camera.picture(0, true);
        shelf.sources.add(camera);
        hub.sourcesChanged();
        awaitState(State.ONLINE);
    }

    @Test
    void goesOnWithAnotherSourceAtOnceWhenItsOwnLeaves() {
        online();
        Set<State> states = new ConcurrentSkipListSet<>();
        var cursor = hub.follow(() -> states.add(hub.connection().state()));
        FakeCamera successor = new FakeCamera(clock);
        successor.picture(0, true);
        shelf.sources.add(successor);
        hub.sourcesChanged();
        assertThat(hub.uses(camera))
                .as("a better one is no reason to reconnect")
                .isTrue();
        shelf.sources.remove(camera);
        hub.sourcesChanged();
        awaitPackets(2);
        await().until(() -> !states.isEmpty());
        assertThat(states).as("it was never lost").containsExactly(State.ONLINE);
        assertThat(camera.open).hasValue(0);
        assertThat(hub.uses(successor)).isTrue();
        cursor.close();
    }

    @Test
    void takesASourceBackThatLeft() {
        online();
        shelf.sources.remove(camera);
        hub.sourcesChanged();
        awaitState(State.BACKOFF);
        camera.picture(0, true);
        shelf.sources.add(camera);
        hub.sourcesChanged();
        awaitState(State.ONLINE);
        assertThat(camera.opens).hasValue(2);
    }

    @Test
    void theStreamsParametersStayTheSameInstanceAsLongAsNothingChanged() {
        online();
        var cursor = hub.follow(() -> {});
        camera.streams = List.of(copyOf(Packets.VIDEO, 320));
        camera.breaks("connection reset");
        awaitState(State.BACKOFF);
        camera.picture(0, true);
        hub.sourcesChanged();
        awaitPackets(2);
        camera.deeds.add(sink -> {
            sink.streams(List.of(copyOf(Packets.VIDEO, 640)));
            return FakeCamera.packet(0, 40, true).done(sink);
        });
        awaitPackets(3);
        try (MediaPacket first = cursor.next().orElseThrow();
                MediaPacket second = cursor.next().orElseThrow();
                MediaPacket third = cursor.next().orElseThrow()) {
            assertThat(second.stream()).isSameAs(first.stream());
            assertThat(third.stream().widthPx()).isEqualTo(640);
        }
    }

    private static StreamInfo copyOf(StreamInfo stream, int widthPx) {
        return new StreamInfo(stream.kind(), stream.codec(), widthPx, 180, stream.extradata(), Map.of());
    }

    @Test
    void stampsLivePacketsWithTheTimeOfTheirArrival() {
        online();
        clock.step(Duration.ofMillis(40));
        camera.picture(40, true);
        awaitPackets(2);
        try (MediaPacket packet = hub.follow(() -> {}).next().orElseThrow()) {
            assertThat(packet.arrival()).isEqualTo(SteppedClock.NOON.plusMillis(40));
        }
    }

    @Test
    void readsThePastAndWakesWhoeverReadsIt() {
        online();
        clock.step(SECOND);
        camera.picture(1000, true);
        awaitPackets(2);
        var grown = new AtomicInteger();
        assertThat(Packets.drain(hub.since(SteppedClock.NOON, grown::incrementAndGet)))
                .containsExactly(0L, 1000L);
        camera.picture(2000, false);
        await().until(() -> grown.get() > 0);
    }

    @Test
    void closesAtOnceWhileItBacksOff() {
        camera.refusal = new CaptureException("connection refused");
        live();
        awaitWaitingAfter(1);
        Thread capture = captureThread();
        hub.close();
        hub.close();
        await().until(() -> !capture.isAlive());
        assertThat(camera.opens).hasValue(1);
    }

    @Test
    void waitsAtMostTwoSecondsForADeafSource() {
        online();
        camera.deaf = true;
        Thread capture = captureThread();
        long began = System.nanoTime();
        hub.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SECOND, SECOND.multipliedBy(20));
        camera.picture(40, true);
        await().until(() -> !capture.isAlive());
        assertThat(camera.open).hasValue(0);
    }
}
