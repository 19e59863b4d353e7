package io.vedette.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.event.ObjectEvent;
import io.vedette.api.track.Track;
import io.vedette.core.spi.event.LookOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever the tracks do, each event is told as new, update*, end, counted from 1, with pauses between its updates. */
class LifeCyclePropertyTest {
    private static final List<String> LABELS = List.of("person", "car", "giraffe");

    @Test
    void tellsEveryEventAsNewUpdatesAndEnd() {
        long updates = 0;
        for (int seed = 0; seed < 400; seed++) {
            Told told = run(new Random(seed));
            updates += told.events.stream()
                    .filter(e -> e.key().type() == ObjectEvent.Type.UPDATE)
                    .count();
            check(seed, told);
        }
        assertThat(updates).as("the scripts reach updates").isGreaterThan(100);
    }

    private static Told run(Random random) {
        Told told = new Told();
        LifeCycle cycle = new LifeCycle(new Term("home", "front", 1), Looks.SETTINGS, told);
        long ms = 0;
        for (int look = 0; look < 120; look++) {
            ms += 40 + random.nextInt(600);
            cycle.look(new LookOutcome(
                    new FakeFrame(Duration.ofMillis(ms), look), tracks(random), Looks.DETECTOR, Optional.empty()));
            told.events.stream()
                    .filter(e -> random.nextInt(4) == 0)
                    .forEach(e -> told.stored.add(e.key().eventId()));
            if (random.nextInt(60) == 0) {
                cycle.endAll(FakeFrame.START.plusMillis(ms - random.nextInt(500)));
            }
        }
        cycle.endAll(FakeFrame.START.plusMillis(ms));
        told.counts.values().forEach(count -> assertThat(count).isZero());
        return told;
    }

    private static List<Track> tracks(Random random) {
        List<Track> tracks = new ArrayList<>();
        for (int id = 1; id <= 5; id++) {
            if (random.nextInt(8) == 0) {
                continue;
            }
            Box box =
                    new Box(random.nextDouble() * 1.2 - 0.2, random.nextDouble() * 1.2 - 0.2, random.nextDouble(), 0.4);
            String label = LABELS.get(random.nextInt(20) == 0 ? random.nextInt(3) : id % 2);
            Optional<Detection> match = random.nextInt(3) > 0
                    ? Optional.of(new Detection(label, random.nextDouble(), box))
                    : Optional.empty();
            Track.State state = random.nextInt(12) == 0
                    ? Track.State.values()[random.nextInt(4)]
                    : match.isPresent() ? Track.State.CONFIRMED : Track.State.LOST;
            long unseenMs = match.isPresent() ? 0 : random.nextInt(2500);
            tracks.add(new Track(
                    id, label, state, match, box, Duration.ofMillis(unseenMs).toNanos()));
        }
        return tracks;
    }

    private static void check(int seed, Told told) {
        Map<UUID, List<ObjectEvent>> lives = new LinkedHashMap<>();
        for (ObjectEvent event : told.events) {
            lives.computeIfAbsent(event.key().eventId(), id -> new ArrayList<>())
                    .add(event);
        }
        for (List<ObjectEvent> life : lives.values()) {
            for (int i = 0; i < life.size(); i++) {
                ObjectEvent event = life.get(i);
                ObjectEvent.Type due = i == 0
                        ? ObjectEvent.Type.NEW
                        : i == life.size() - 1 ? ObjectEvent.Type.END : ObjectEvent.Type.UPDATE;
                assertThat(event.key().type())
                        .as("seed %d, message %d", seed, i)
                        .isEqualTo(due);
                assertThat(event.key().seq()).isEqualTo(i + 1);
                assertThat(event.times().ended().isPresent()).isEqualTo(due == ObjectEvent.Type.END);
                assertThat(event.times().started())
                        .isBeforeOrEqualTo(event.times().at());
                if (due == ObjectEvent.Type.UPDATE) {
                    Duration pause = Duration.between(
                            life.get(i - 1).times().at(), event.times().at());
                    assertThat(pause).as("seed %d", seed).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                }
            }
            assertThat(life).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
