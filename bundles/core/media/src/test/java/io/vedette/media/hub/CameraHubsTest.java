package io.vedette.media.hub;

import static io.vedette.media.hub.Packets.await;
import static io.vedette.media.hub.Packets.drain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hub.Connection.State;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.media.Origin;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class CameraHubsTest {

    private final SteppedClock clock = new SteppedClock();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CameraHubs hubs = new CameraHubs(clock, stopping::get);
    private final FakeCamera camera = new FakeCamera(clock);

    @AfterEach
    void stop() {
        hubs.stop();
        await().until(() -> camera.open.get() == 0);
    }

    /** A reference of a given ranking. */
    @SuppressWarnings("unchecked")
    private static ServiceReference<MediaSource> ranked(int ranking) {
        return (ServiceReference<MediaSource>) Proxy.newProxyInstance(
                CameraHubsTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "compareTo" -> Integer.compare(ranking, ((ServiceReference<?>) arguments[0]).hashCode());
                    case "hashCode" -> ranking;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Hub open(String id) {
        return hubs.open(new Hubs.Settings(id, "rtsp://" + id, "tcp", Duration.ofSeconds(5), Hubs.Feed.LIVE));
    }

    @Test
    void choosesTheBestSourceThatCanOpenTheAddress() throws CaptureException {
        FakeCamera better = new FakeCamera(clock);
        assertThatThrownBy(() -> hubs.choose("rtsp://front")).hasMessageContaining("no media source is installed");
        hubs.come(ranked(1), camera);
        hubs.come(ranked(2), better);
        assertThat(hubs.choose("rtsp://front")).isSameAs(better);
        better.supports = false;
        assertThat(hubs.choose("rtsp://front")).isSameAs(camera);
        camera.supports = false;
        assertThatThrownBy(() -> hubs.choose("rtsp://front")).hasMessageContaining("no media source can open");
        assertThat(hubs.present(better)).isTrue();
        assertThat(hubs.present(new FakeCamera(clock))).isFalse();
    }

    @Test
    void aCaptureGoesOnWhereAFollowerBreaksIt() {
        hubs.come(ranked(1), camera);
        camera.refusal = new CaptureException("connection refused");
        CaptureHub hub = (CaptureHub) open("front");
        Hub.Cursor cursor = hub.follow(() -> {
            throw new NoClassDefFoundError("a part of the lane");
        });
        await().until(() -> {
            clock.step(Duration.ofSeconds(1), hub);
            return hubs.workers().get(0).restarts() > 0;
        });
        cursor.close();
        camera.refusal = null;
        await().until(() -> {
            clock.step(Duration.ofSeconds(1), hub);
            return camera.open.get() == 1;
        });
        camera.picture(0, true);
        await().until(() -> hub.connection().state() == State.ONLINE);
    }

    @Test
    void aSecondStreamBeginsWhereTheTimeLineOfItsCameraStands() {
        long zero = System.nanoTime() - 3_000_000_000L;
        Origin origin = new Origin();
        assertThat(origin.mediaTimeNs(zero)).isZero();
        hubs.come(ranked(1), camera);
        Hub hub = hubs.open(
                new Hubs.Settings("front (recorded)", "rtsp://front", "tcp", Duration.ZERO, Hubs.Feed.LIVE, origin));
        Hub.Cursor cursor = hub.follow(() -> {});
        camera.picture(987_654, true);
        camera.picture(987_694, false);
        await().until(() -> hub.connection().packets() == 2);
        List<Long> times = drain(cursor);
        long latestMs = (System.nanoTime() - zero) / 1_000_000;
        assertThat(times.get(0)).isBetween(3000L, latestMs);
        assertThat(times.get(1) - times.get(0)).isEqualTo(40);
        assertThat(hub.ringBytes()).isEqualTo(32);
    }

    @Test
    void aLeavingSourceWaitsUntilNoCaptureRunsInIt() {
        ServiceReference<MediaSource> reference = ranked(1);
        Hub hub = open("front");
        camera.picture(0, true);
        hubs.come(reference, camera);
        await().until(() -> hub.connection().state() == State.ONLINE);
        hubs.leave(reference, camera);
        assertThat(camera.open).as("when leave returns, nobody is in it").hasValue(0);
        await().until(() -> hub.connection().state() == State.BACKOFF);
        assertThat(hub.connection().reason()).startsWith("no media source is installed");
    }

    @Test
    void noCameraIsLostWhileTheProgramStops() {
        ServiceReference<MediaSource> reference = ranked(1);
        Hub hub = open("front");
        camera.picture(0, true);
        hubs.come(reference, camera);
        await().until(() -> hub.connection().state() == State.ONLINE);
        stopping.set(true);
        hubs.leave(reference, camera);
        await().until(() -> threads("vedette-capture-front") == 0);
        assertThat(hub.connection().state()).isEqualTo(State.ONLINE);
        assertThat(camera.open).hasValue(0);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    @Test
    void aReplacedRegistrationDoesNotTakeItsSuccessorAway() throws CaptureException {
        ServiceReference<MediaSource> reference = ranked(1);
        FakeCamera successor = new FakeCamera(clock);
        hubs.come(reference, camera);
        hubs.come(reference, successor);
        hubs.leave(reference, camera);
        assertThat(hubs.choose("rtsp://front")).isSameAs(successor);
    }

    @Test
    void stopsManyCamerasTogether() {
        hubs.come(ranked(1), camera);
        List<Hub> all = IntStream.range(0, 8).mapToObj(i -> open("camera-" + i)).toList();
        await().until(() -> camera.open.get() == all.size());
        camera.sluggishMs = 1000;
        long began = System.nanoTime();
        hubs.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("one after the other it takes 8 s")
                .isLessThan(Duration.ofSeconds(7));
        await().until(() -> camera.open.get() == 0);
    }
}
