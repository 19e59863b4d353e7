package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.store.Sql;
import io.vedette.event.Rooms.Listening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of its work loses no event that anybody was told of. */
class KillTest {

    @TempDir
    Path root;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int run = 1; run <= 3; run++) {
            acknowledged.addAll(runAndKill(40 * run));
        }
        try (Rooms rooms = new Rooms(root, "mqtt")) {
            Listening mqtt = new Listening("mqtt");
            rooms.room.addSink(mqtt);
            Awaitility.await()
                    .until(() -> rooms.backlog().get("mqtt") == 0
                            && rooms.room.figures().get("waiting") == 0);
            assertThat(check(rooms)).isEqualTo("ok");
            List<String> logged = new ArrayList<>();
            List<EventMessage> all = rooms.database.transaction(c -> EventTables.latest(c, 1_000_000));
            all.forEach(each -> logged.add(0, Rooms.line(each)));
            assertThat(logged).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(rooms.database.transaction(EventTables::open)).isEmpty();
            assertThat(logged).containsAll(mqtt.taken);
            rooms.room.open("front", SETTINGS).look(at(0, person(1)));
            Awaitility.await().until(() -> rooms.room.latest(1).get(0).json().contains("\"epoch\":4,"));
            assertEveryLifeIsWhole(rooms, all);
        }
    }

    private static void assertEveryLifeIsWhole(Rooms rooms, List<EventMessage> all) throws Exception {
        for (EventMessage each : all.subList(0, Math.min(200, all.size()))) {
            List<EventMessage> life = rooms.room.life(each.eventId());
            for (int i = 0; i < life.size(); i++) {
                assertThat(life.get(i).seq()).isEqualTo(i + 1);
            }
            assertThat(life.get(life.size() - 1).json()).contains("\"type\":\"end\"");
        }
    }

    private static String check(Rooms rooms) throws Exception {
        return rooms.database.transaction(c ->
                Sql.query(c, "PRAGMA integrity_check", row -> row.getString(1)).get(0));
    }

    /** Runs {@link KillChild} until it has delivered so many messages, then kills it. Returns what was delivered. */
    private List<String> runAndKill(int messages) throws Exception {
        Path output = root.resolve("delivered-" + messages);
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillChild.class.getName(),
                        root.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Awaitility.await().until(() -> lines(output).size() >= messages);
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return lines(output);
    }

    /** Whole lines only: the kill may have cut the last. */
    private static List<String> lines(Path output) throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
