package io.vedette.media.hub;

import static io.vedette.media.hub.Packets.await;
import static io.vedette.media.hub.Packets.drain;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.MediaSource;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hub.Connection.State;
import io.vedette.core.spi.media.Hubs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileFeedTest {

    private final SteppedClock clock = new SteppedClock();
    private final FakeCamera file = new FakeCamera(clock);
    private final Slab slab = new Slab();
    private CaptureHub hub;

    private void open(Hubs.Feed feed) {
        file.file = true;
        Sources sources = new Sources() {
            @Override
            public MediaSource choose(String uri) {
                return file;
            }

            @Override
            public boolean canOpen(String uri) {
                return true;
            }

            @Override
            public boolean present(MediaSource source) {
                return true;
            }

            @Override
            public boolean stopping() {
                return false;
            }

            @Override
            public void released() {}
        };
        var settings = new Hubs.Settings("clip", "clip.mp4", "tcp", Duration.ofSeconds(5), feed);
        hub = new CaptureHub(settings, sources, slab, clock.clocks(), closed -> {}).start();
    }

    private void frames(int frames) {
        for (int i = 0; i < frames; i++) {
            file.picture(i * 40L, i % 25 == 0);
        }
    }

    @AfterEach
    void freesEverything() {
        hub.close();
        await().until(() -> file.open.get() == 0);
        await().until(() -> slab.idleBytes() == slab.allocatedBytes());
    }

    @Test
    void isHeldBackUntilSomebodyFollowsAndLosesNothing() {
        frames(1000);
        file.deeds.add(FakeCamera.END);
        open(Hubs.Feed.FOLLOW);
        await().until(() -> file.deeds.size() == 1000);
        assertThat(hub.connection().packets()).isZero();
        Hub.Cursor cursor = hub.follow(() -> {});
        await().until(() -> hub.connection().packets() == 64);
        List<Long> seen = new ArrayList<>();
        await().until(() -> {
            boolean ended = hub.connection().ended();
            seen.addAll(drain(cursor));
            return ended;
        });
        assertThat(seen)
                .isEqualTo(LongStream.range(0, 1000).mapToObj(i -> i * 40).toList());
        assertThat(cursor.lost()).isZero();
        assertThat(file.opens).hasValue(1);
        assertThat(hub.connection().reason()).isEmpty();
    }

    @Test
    void tellsThatTheEndIsReachedOnlyWhenItsLastPacketCanBeRead() {
        frames(1);
        file.deeds.add(FakeCamera.END);
        open(Hubs.Feed.FOLLOW);
        Hub.Cursor cursor = hub.follow(() -> {});
        await().until(() -> hub.connection().ended());
        assertThat(cursor.behindNs())
                .as("one packet waits, so the reader is not at the end")
                .isPositive();
        assertThat(drain(cursor)).containsExactly(0L);
        assertThat(cursor.behindNs()).isZero();
    }

    @Test
    void arrivesAtItsOwnTimeWhenItIsFollowed() {
        frames(2);
        open(Hubs.Feed.FOLLOW);
        Hub.Cursor cursor = hub.follow(() -> {});
        await().until(() -> hub.connection().packets() == 2);
        cursor.next().orElseThrow().close();
        try (MediaPacket second = cursor.next().orElseThrow()) {
            assertThat(second.arrival()).isEqualTo(Instant.EPOCH.plusMillis(40));
        }
    }

    @Test
    void isReadOnceEvenIfItBreaksOff() {
        frames(3);
        file.breaks("it ends in the middle");
        open(Hubs.Feed.FOLLOW);
        Hub.Cursor cursor = hub.follow(() -> {});
        await().until(() -> hub.connection().ended());
        assertThat(hub.connection().reason()).isEqualTo("it ends in the middle");
        assertThat(drain(cursor)).containsExactly(0L, 40L, 80L);
        assertThat(file.opens).hasValue(1);
    }

    @Test
    void aFileWithoutPicturesIsAFailure() {
        file.deeds.add(FakeCamera.END);
        open(Hubs.Feed.FOLLOW);
        await().until(() -> hub.connection().state() == State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("the file holds no pictures");
        assertThat(hub.connection().ended()).isFalse();
    }

    @Test
    void aFileThatCannotBeOpenedIsAFailure() {
        file.refusal = new CaptureException("no such file");
        open(Hubs.Feed.FOLLOW);
        await().until(() -> hub.connection().state() == State.BACKOFF);
        assertThat(hub.connection().reason()).isEqualTo("no such file");
    }

    @Test
    void closesWhileItIsHeldBack() {
        frames(1);
        open(Hubs.Feed.FOLLOW);
        await().until(() -> file.deeds.isEmpty());
        hub.close();
        await().until(() -> file.open.get() == 0);
    }

    @Test
    void playsACamerasPartAtItsOwnSpeedAgainAndAgain() {
        open(Hubs.Feed.LIVE);
        for (int round = 0; round < 3; round++) {
            frames(25);
            file.deeds.add(FakeCamera.END);
        }
        for (int due = 1; due <= 75; due++) {
            int expected = due;
            await().until(() -> hub.connection().packets() == expected);
            clock.step(Duration.ofMillis(40), hub);
        }
        assertThat(hub.connection().state()).isEqualTo(State.ONLINE);
    }

    @Test
    void doesNotHurryToCatchUpAfterALongPause() {
        open(Hubs.Feed.LIVE);
        frames(1);
        await().until(() -> hub.connection().packets() == 1);
        file.deaf = true;
        clock.step(Duration.ofHours(1), hub);
        for (int i = 1; i < 50; i++) {
            file.picture(i * 40L, false);
        }
        await().until(() -> hub.connection().packets() == 2 && file.deeds.size() == 47);
        clock.step(Duration.ofMillis(40), hub);
        await().until(() -> hub.connection().packets() == 3 && file.deeds.size() == 46);
    }

    @Test
    void aFileOfOnePictureDoesNotSpin() {
        open(Hubs.Feed.LIVE);
        for (int round = 0; round < 50; round++) {
            frames(1);
            file.deeds.add(FakeCamera.END);
        }
        await().until(() -> hub.connection().packets() == 1 && file.opens.get() == 2);
        clock.step(Duration.ofMillis(40), hub);
        await().until(() -> hub.connection().packets() == 2 && file.opens.get() == 3);
        assertThat(file.deeds).as("the other rounds wait for their time").hasSizeGreaterThan(90);
    }
}
