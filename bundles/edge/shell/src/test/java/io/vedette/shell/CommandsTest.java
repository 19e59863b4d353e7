package io.vedette.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.event.EventMessage;
import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import io.vedette.core.spi.event.DeadLetters;
import io.vedette.core.spi.event.EventLog;
import io.vedette.core.spi.event.SinkState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as they are typed. */
class CommandsTest {
    private static final UUID EVENT = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");

    @TempDir
    Path folder;

    private static void refused(Console console, String line, String message) {
        assertThatThrownBy(() -> console.run(line))
                .as(line)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(message);
    }

    @Test
    void pressesTheDoorbellOfACamera() throws Exception {
        List<Press> presses = new ArrayList<>();
        Trigger trigger = press -> press.cameraId().equals("front") && presses.add(press);
        try (Console console =
                new Console(folder, List.of(PressCommand.class, CameraIds.class), trigger, new Console.TwoCameras())) {
            assertThat(console.run("vedette:press front")).isEqualTo("Pressed the doorbell of camera front\n");
            refused(console, "vedette:press back", "There is no camera 'back'");
            refused(console, "vedette:press off", "switched off");
        }
        assertThat(presses).singleElement().satisfies(press -> {
            assertThat(press.cameraId()).isEqualTo("front");
            assertThat(press.source()).isEqualTo("shell");
        });
    }

    @Test
    void facesTakesItsOptionsInFrontAndBehind() throws Exception {
        Files.writeString(folder.resolve("a.jpg"), "face");
        try (Console console = new Console(folder, List.of(FacesCommand.class, FaceWords.class), new Gallery())) {
            assertThat(console.run("vedette:faces enroll 'Anna Müller' a.jpg --list blocked"))
                    .isEqualTo("a.jpg: ok quality 0.83\n");
            assertThat(console.run("vedette:faces --list known enroll Berta a.jpg"))
                    .isEqualTo("a.jpg: ok quality 0.83\n");
            assertThat(console.run("vedette:faces --json"))
                    .contains("\"name\":\"Anna Müller\",\"list\":\"blocked\"")
                    .contains("\"name\":\"Berta\",\"list\":\"known\"");
            assertThat(console.run("vedette:faces list --json")).isEqualTo(console.run("vedette:faces --json list"));
            refused(console, "vedette:faces remove Cesar", "Nobody is called 'Cesar'");
            refused(console, "vedette:faces enroll Berta b.jpg", "1 of 1 picture is not enrolled");
        }
    }

    @Test
    void tellsAsManyEventsAsAreAskedFor() throws Exception {
        try (Console console = new Console(folder, List.of(EventsCommand.class), new Log())) {
            assertThat(console.run("vedette:events --limit 5 --json").lines()).hasSize(5);
            refused(console, "vedette:events --limit 0", "1 to 1000, but is 0");
            refused(console, "vedette:events --limit 1001", "1 to 1000, but is 1001");
            refused(console, "vedette:events --limit many", "1 to 1000, but is many");
        }
    }

    @Test
    void whatARoomIsNeededForSaysSo() {
        try (Console console = new Console(folder, List.of(FacesCommand.class, FaceWords.class))) {
            assertThatThrownBy(() -> console.run("vedette:faces"))
                    .hasMessage("The gallery of faces is not up; vedette:health tells more");
        }
    }

    @Test
    void showsReplaysAndDiscardsDeadLetters() throws Exception {
        Dead dead = new Dead(new ArrayList<>());
        try (Console console = new Console(folder, List.of(DeadLettersCommand.class, DeadLetterWords.class), dead)) {
            assertThat(console.run("vedette:dead-letters"))
                    .contains("telegram")
                    .contains(EVENT.toString())
                    .contains("chat not found")
                    .doesNotContain("Anna");
            assertThat(console.run("vedette:dead-letters --limit 1 list --json"))
                    .isEqualTo("[{\"at_utc\":\"2026-11-21T12:00:00Z\",\"sink\":\"telegram\",\"event_id\":\"" + EVENT
                            + "\",\"seq\":3,\"reason\":\"chat not found\"}]\n");
            assertThat(console.run("vedette:dead-letters replay telegram"))
                    .contains("1 message goes to telegram again");
            assertThat(console.run("vedette:dead-letters discard email")).contains("2 messages go to email no more");
            refused(console, "vedette:dead-letters replay", "wants a sink");
            refused(console, "vedette:dead-letters resend telegram", "list, replay and discard, not 'resend'");
            refused(console, "vedette:dead-letters --limit 0", "1 to 1000, but is 0");
        }
        assertThat(dead.done()).containsExactly("dead 50", "dead 1", "replay telegram", "discard email");
    }

    /** A log of as many events as one wants. Immutable. */
    private record Log() implements EventLog {
        @Override
        public List<EventMessage> latest(int limit) {
            return Collections.nCopies(limit, new EventMessage(EVENT, 1, "{}"));
        }

        @Override
        public List<EventMessage> life(UUID eventId) {
            return List.of();
        }

        @Override
        public Optional<Path> clip(UUID eventId) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> picture(UUID eventId) {
            return Optional.empty();
        }

        @Override
        public List<SinkState> sinks() {
            return List.of();
        }
    }

    /** One letter that is dead. Confined to one test. */
    private record Dead(List<String> done) implements DeadLetters {
        @Override
        public List<DeadLetters.Dead> dead(int limit) {
            done.add("dead " + limit);
            EventMessage message = new EventMessage(EVENT, 3, "{\"face\":{\"name\":\"Anna\"}}");
            Instant at = Instant.parse("2026-11-21T12:00:00Z");
            return List.of(new DeadLetters.Dead("telegram", message, at, "chat not found"));
        }

        @Override
        public int replay(String sink) {
            done.add("replay " + sink);
            return 1;
        }

        @Override
        public int discard(String sink) {
            done.add("discard " + sink);
            return 2;
        }
    }
}
