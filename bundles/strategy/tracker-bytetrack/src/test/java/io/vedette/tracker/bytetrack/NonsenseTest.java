package io.vedette.tracker.bytetrack;

import static io.vedette.tracker.bytetrack.Street.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackSnapshot;
import io.vedette.api.track.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NonsenseTest {

    private final Street street = new Street();

    @Test
    void toleratesBoxesWithoutSizeAndBoxesBeyondAllMeasure() {
        Box[] boxes = {
            new Box(0.5, 0.5, 0, 0),
            new Box(0.2, 0.2, 0, 0.3),
            new Box(0.2, 0.2, 0.3, 0),
            new Box(-1e300, -1e300, 1e308, 1e308),
            new Box(1e300, 1e300, 0, 0),
            new Box(Double.MIN_VALUE, 0, Double.MIN_VALUE, Double.MIN_VALUE)
        };
        for (int i = 0; i < 100; i++) {
            Detection[] seen = new Detection[boxes.length];
            for (int b = 0; b < boxes.length; b++) {
                seen[b] = new Detection("person", 0.9, boxes[(b + i / 10) % boxes.length]);
            }
            wellFormed(street.look(i % 7 == 0 ? 3 : 0.1, seen));
        }
    }

    @Test
    void toleratesTimeThatStandsStillOrGoesBack() {
        street.look(0.1, person(0.1));
        street.look(0, person(0.1));
        assertThat(street.look(-5, person(0.1)).get(0).id()).isEqualTo(1);
        assertThat(street.look(0.1, person(0.1)).get(0).id()).isEqualTo(1);
        wellFormed(street.session.update(Long.MIN_VALUE, Street.SIZE, List.of(person(0.1)), List.of(Box.FRAME)));
        wellFormed(street.session.update(Long.MAX_VALUE, Street.SIZE, List.of(person(0.1)), List.of(Box.FRAME)));
        assertThat(street.look(0.1, person(0.1)).get(0).id()).isEqualTo(1);
    }

    @Test
    void boundsTheWorkOfThousandsOfDetections() {
        Random random = new Random(2);
        for (int i = 0; i < 6; i++) {
            List<Detection> seen = new ArrayList<>();
            boolean heap = i % 2 == 0;
            for (int d = 0; d < 5000; d++) {
                double at = heap ? 0.5 + random.nextDouble() * 0.01 : random.nextDouble();
                seen.add(new Detection("label" + d % 3, 0.9, new Box(at, random.nextDouble() / 2, 0.1, 0.1)));
            }
            List<Track> tracks = street.look(0.1, seen.toArray(Detection[]::new));
            wellFormed(tracks);
            assertThat(Street.live(tracks)).hasSizeLessThanOrEqualTo(1000);
        }
    }

    @Test
    void staysWellFormedWhateverIsSeen() {
        Random random = new Random(31);
        for (int i = 0; i < 2000; i++) {
            Detection[] seen = new Detection[random.nextInt(20)];
            for (int d = 0; d < seen.length; d++) {
                double size = Math.pow(10, -random.nextInt(6)) * random.nextDouble();
                Box box = new Box(random.nextDouble() * 1.4 - 0.2, random.nextDouble(), size, random.nextDouble());
                seen[d] = new Detection("l" + random.nextInt(9000), random.nextDouble(), box);
            }
            wellFormed(street.look(random.nextGaussian() / 4 + 0.2, seen));
        }
    }

    @Test
    void takesSnapshotsOverThatMakeHardlyAnySense() {
        TrackSnapshot good = snapshot(4, "person", Map.of());
        Map<String, Object> wild = Map.of(
                HandOver.FILTER,
                        Arrays.asList(new Double[20]).stream().map(x -> 1e300).toList(),
                HandOver.STEP_NS, Double.NaN,
                HandOver.NEXT_ID, Long.MAX_VALUE,
                HandOver.LOOKS, "many",
                HandOver.AGE_NS, Long.MIN_VALUE,
                HandOver.COASTED_NS, Long.MIN_VALUE,
                HandOver.TIME_NS, Long.MIN_VALUE,
                HandOver.VOTES, List.of(Double.POSITIVE_INFINITY, "x"));
        TrackSnapshot noNumbers = new TrackSnapshot(
                track(6, "dog", Track.State.LOST, -5),
                new Box(0.5, 0.5, 0, 0),
                Double.NaN,
                new TrackSnapshot.Velocity(Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300),
                Long.MIN_VALUE,
                Map.of());
        List<TrackSnapshot> all = new ArrayList<>(List.of(
                good,
                good,
                snapshot(5, "car", wild),
                noNumbers,
                snapshot(0, "person", Map.of()),
                snapshot(-7, "person", Map.of()),
                snapshot(8, " ", Map.of()),
                new TrackSnapshot(track(9, "cat", Track.State.REMOVED, 0), Box.FRAME, 1, null, 0, Map.of()),
                new TrackSnapshot(track(10, "cat", Track.State.CONFIRMED, 0), Box.FRAME, 1, null, 0, Map.of()),
                new TrackSnapshot(null, null, 0, null, 0, Map.of())));
        all.add(null);
        street.session.importTracks(all);
        List<Track> tracks = street.look(0.1);
        wellFormed(tracks);
        assertThat(Street.ids(tracks)).containsExactly(4L, 5L, 6L, 10L);
        for (int i = 0; i < 50; i++) {
            wellFormed(street.look(0.1, person(0.1)));
        }
    }

    @Test
    void toleratesSettingsAtTheirEdges() {
        street.session.configure(new TrackerSettings(0, 0, 1, Duration.ZERO, 1));
        for (int i = 0; i < 5; i++) {
            wellFormed(street.look(0.1, Street.thing("person", 0, 0.1)));
            wellFormed(street.look(0.1));
        }
        street.session.configure(new TrackerSettings(1, 2, Integer.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE), 1));
        wellFormed(street.look(0.1, person(0.2)));
    }

    private static TrackSnapshot snapshot(long id, String label, Map<String, Object> attributes) {
        return new TrackSnapshot(
                track(id, label, Track.State.CONFIRMED, 0),
                new Box(0.1, 0.1, 0.1, 0.3),
                0.8,
                TrackSnapshot.Velocity.ZERO,
                0,
                attributes);
    }

    private static Track track(long id, String label, Track.State state, long unseenNs) {
        return new Track(id, label, state, Optional.empty(), Box.FRAME, unseenNs);
    }

    /** Ids rise, none twice; a box is checked by its own record. */
    private static void wellFormed(List<Track> tracks) {
        Set<Long> ids = new HashSet<>();
        long before = 0;
        for (Track track : tracks) {
            assertThat(ids.add(track.id())).isTrue();
            assertThat(track.id()).isGreaterThan(before);
            assertThat(track.unseenNs()).isNotNegative();
            before = track.id();
        }
    }
}
