package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrayTest {

    @Test
    void holdsTheLatestStateOfEachThingOnly() throws InterruptedException {
        Tray tray = new Tray(true, -1);
        tray.state("camera front", "1");
        tray.state("camera door", "2");
        tray.state("camera front", "3");

        assertThat(tray.take(0)).containsExactly("2", "3");
        assertThat(tray.take(0)).isEmpty();
    }

    @Test
    void aSlowWatcherMissesTheOldestMessages() throws InterruptedException {
        Tray tray = new Tray(false, -1);
        tray.state("camera front", "not asked for");
        for (int i = 0; i <= Tray.MOST_MESSAGES; i++) {
            tray.message(String.valueOf(i));
        }

        List<String> taken = tray.take(0);

        assertThat(taken).hasSize(Tray.MOST_MESSAGES).startsWith("1").endsWith("1000");
    }

    @Test
    void nothingIsKeptForOneWhoHasGone() throws InterruptedException {
        Tray tray = new Tray(true, -1);
        tray.close();
        tray.message("late");

        assertThat(tray.take(60_000)).as("who waits is woken").isEmpty();
    }
}
