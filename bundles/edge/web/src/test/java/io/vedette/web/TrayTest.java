package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrayTest {

    @Test
    void holdsTheLatestStateOfEachThingOnly() throws InterruptedException {
        Tray tray = new Tray(true, -1);
        tray.state("camera front", news("1"));
        tray.state("camera door", news("2"));
        tray.state("camera front", news("3"));

        assertThat(tray.take(0)).containsExactly(news("2"), news("3"));
        assertThat(tray.take(0)).isEmpty();
    }

    @Test
    void aSlowWatcherMissesTheOldestMessages() throws InterruptedException {
        Tray tray = new Tray(false, -1);
        tray.state("camera front", news("not asked for"));
        for (int i = 0; i <= Tray.MOST_MESSAGES; i++) {
            tray.message(news(String.valueOf(i)));
        }

        List<News> taken = tray.take(0);

        assertThat(taken).hasSize(Tray.MOST_MESSAGES).startsWith(news("1")).endsWith(news("1000"));
    }

    @Test
    void nothingIsKeptForOneWhoHasGone() throws InterruptedException {
        Tray tray = new Tray(true, -1);
        tray.close();
        tray.message(news("late"));

        assertThat(tray.take(60_000)).as("who waits is woken").isEmpty();
    }

    @Test
    void givesOneByOneWhatIsAskedForOneByOne() {
        AtomicInteger nudges = new AtomicInteger();
        Tray tray = new Tray(true, -1, nudges::incrementAndGet);
        tray.message(news("2"));
        tray.state("camera front", news("1"));

        assertThat(tray.next()).hasValue(news("1"));
        assertThat(tray.next()).hasValue(news("2"));
        assertThat(tray.next()).isEmpty();
        tray.message(news("3"));
        tray.close();
        assertThat(tray.next()).as("who has gone is told nothing").isEmpty();
        assertThat(nudges).as("who has gone is told so").hasValue(1);
    }

    private static News news(String json) {
        return new News("camera", -1, json);
    }
}
