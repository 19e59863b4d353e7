package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.room.Rooms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveDeskTest {
    private final LogInMemory log = new LogInMemory();
    private final Rooms rooms = new Rooms();
    private final LiveDesk desk;

    LiveDeskTest() {
        rooms.bindEventTail(log);
        HealthReport well = new HealthReport(true, 0, Map.of(), Map.of(), 0, 1, List.of());
        desk = new LiveDesk(rooms, new Views(rooms), () -> well);
        desk.bindTail(log);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whoComesIsToldHowThingsStandAndThenWhatHappens() {
        log.append();
        Tray tray = new Tray(true, -1);
        List<String> told = new ArrayList<>();

        assertThat(desk.join(tray)).isTrue();
        await().until(() -> take(tray, told).stream().anyMatch(frame -> frame.startsWith("event: health")));
        log.append();
        await().until(() -> take(tray, told).stream().anyMatch(frame -> frame.startsWith("id: 2\nevent: event\n")));

        assertThat(told).as("what was before").noneMatch(frame -> frame.startsWith("id: 1\n"));
    }

    @Test
    void whoComesAgainIsToldWhatWasMissedOnceAndInOrder() {
        for (int i = 0; i < 450; i++) {
            log.append();
        }
        Tray tray = new Tray(false, 40);
        List<String> told = new ArrayList<>();
        desk.join(tray);
        log.append();

        await().until(() -> take(tray, told).stream().anyMatch(frame -> frame.startsWith("id: 451\n")));

        assertThat(told)
                .extracting(frame -> frame.substring(0, frame.indexOf('\n')))
                .hasSize(411)
                .doesNotHaveDuplicates();
        assertThat(told.get(0)).startsWith("id: 41\n");
    }

    @Test
    void tooManyWatchersAreNotLetIn() {
        for (int i = 0; i < LiveDesk.MOST_WATCHERS; i++) {
            assertThat(desk.join(new Tray(true, -1))).isTrue();
        }

        Tray onceMore = new Tray(true, -1);
        assertThat(desk.join(onceMore)).isFalse();
    }

    @Test
    void everyWatcherIsWokenWhenTheDeskCloses() {
        Tray tray = new Tray(true, -1);
        desk.join(tray);
        desk.close();

        assertThat(tray.closed()).isTrue();
        assertThat(desk.join(new Tray(true, -1))).isFalse();
    }

    private static List<String> take(Tray tray, List<String> told) throws InterruptedException {
        tray.take(50).forEach(news -> told.add(news.frame()));
        return told;
    }
}
