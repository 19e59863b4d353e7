package io.vedette.tracker.bytetrack;

import static io.vedette.tracker.bytetrack.Street.person;
import static io.vedette.tracker.bytetrack.Street.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTrackSessionTest {

    private final Street street = new Street();

    @Test
    void confirmsAtOnceInTheFirstLookAndAfterTwoLooksLater() {
        assertThat(street.look(0.2, person(0.1))).extracting(Track::state).containsExactly(Track.State.CONFIRMED);
        assertThat(street.look(0.2, person(0.1), person(0.7)))
                .extracting(Track::state)
                .containsExactly(Track.State.CONFIRMED, Track.State.TENTATIVE);
        assertThat(street.look(0.2, person(0.1), person(0.7)))
                .extracting(Track::state)
                .containsExactly(Track.State.CONFIRMED, Track.State.CONFIRMED);
    }

    @Test
    void waitsForAsManyLooksAsTheOwnerWants() {
        street.session.configure(new TrackerSettings(0.5, 0.6, 4, Duration.ofSeconds(1), 1));
        for (int i = 0; i < 3; i++) {
            assertThat(street.look(0.2, person(0.1 + 0.02 * i)))
                    .extracting(Track::state)
                    .containsExactly(Track.State.TENTATIVE);
        }
        assertThat(street.look(0.2, person(0.16))).extracting(Track::state).containsExactly(Track.State.CONFIRMED);
    }

    @Test
    void forgetsATentativeTrackThatIsNotSeenAgain() {
        street.look(0.2);
        street.look(0.2, person(0.1));
        assertThat(street.look(0.2)).extracting(Track::state).containsExactly(Track.State.REMOVED);
        assertThat(street.look(0.2)).isEmpty();
    }

    @Test
    void holdsATrackByWeakDetectionsButStartsNoneFromThem() {
        street.look(0.2, person(0.1));
        assertThat(street.look(0.2, thing("person", 0.2, 0.1), thing("person", 0.55, 0.7)))
                .singleElement()
                .satisfies(track -> assertThat(track.matched()).isPresent());
    }

    @Test
    void tellsTheDetectionAndNotTheFilter() {
        street.look(0.2, person(0.1));
        Track track = street.look(0.2, person(0.13)).get(0);
        assertThat(track.matched()).contains(person(0.13));
        assertThat(track.predicted().x()).isBetween(0.1, 0.13);
    }

    @Test
    void findsAWalkerAgainThatAPostHid() {
        long id = walk(0.1, 0.01, 10);
        street.look(0.1);
        street.look(0.1);
        Track lost = street.look(0.1).get(0);
        assertThat(lost.state()).isEqualTo(Track.State.LOST);
        assertThat(lost.unseenNs()).isCloseTo(300_000_000L, within(1_000L));
        Track found = street.look(0.1, person(0.1 + 0.01 * 13)).get(0);
        assertThat(found.id()).isEqualTo(id);
        assertThat(found.state()).isEqualTo(Track.State.CONFIRMED);
        assertThat(found.unseenNs()).isZero();
    }

    @Test
    void givesALostTrackUpAfterTheBufferAndTellsItOnce() {
        walk(0.1, 0, 5);
        for (int i = 0; i < 11; i++) {
            assertThat(street.look(0.1)).extracting(Track::state).containsExactly(Track.State.LOST);
        }
        assertThat(street.look(0.1)).extracting(Track::state).containsExactly(Track.State.REMOVED);
        assertThat(street.look(0.1)).isEmpty();
        assertThat(street.look(0.1, person(0.1)).get(0).id()).isGreaterThan(1);
    }

    @Test
    void predictsOverAPauseAsFarAsTheObjectWentOn() {
        walk(0.1, 0.02, 12);
        // Ten looks a second until now; then one look half a second later.
        Track track = street.look(0.5, person(0.1 + 0.02 * 16)).get(0);
        assertThat(track.id()).isEqualTo(1);
        assertThat(track.matched()).isPresent();
    }

    @Test
    void followsAtUnevenLooks() {
        Random random = new Random(4);
        double time = 0;
        for (int i = 0; i < 200; i++) {
            double step = random.nextInt(8) == 0 ? 0.6 : 0.1 + 0.1 * random.nextDouble();
            time += step;
            double x = 0.45 + 0.4 * Math.sin(time / 4);
            List<Track> tracks = street.look(step, person(x), person(0.45));
            assertThat(Street.ids(tracks)).as("look %d", i).containsExactly(1L, 2L);
        }
    }

    @Test
    void countsAPauseWithoutLooksNotAsAbsence() {
        walk(0.1, 0, 5);
        Track track = street.look(30).get(0);
        assertThat(track.state()).isEqualTo(Track.State.LOST);
        assertThat(track.unseenNs()).isLessThan(500_000_000);
        assertThat(street.look(0.1, person(0.1)).get(0).id()).isEqualTo(1);
    }

    @Test
    void missesNothingWhereNobodyLooked() {
        long id = walk(0.1, 0, 5);
        List<Box> elsewhere = List.of(new Box(0.5, 0, 0.5, 1));
        for (int i = 0; i < 100; i++) {
            Track track = street.lookAt(elsewhere, 0.1).get(0);
            assertThat(track.state()).isEqualTo(Track.State.CONFIRMED);
            assertThat(track.matched()).isEmpty();
            assertThat(track.unseenNs()).isZero();
        }
        assertThat(street.look(0.1, person(0.1)).get(0).id()).isEqualTo(id);
    }

    @Test
    void stopsTheClockOfALostOrTentativeTrackWhereNobodyLooked() {
        walk(0.1, 0, 5);
        street.look(0.1, person(0.3));
        assertThat(street.lookAt(List.of(), 0.1))
                .extracting(Track::state)
                .containsExactly(Track.State.LOST, Track.State.TENTATIVE);
        for (int i = 0; i < 50; i++) {
            List<Track> tracks = street.lookAt(List.of(new Box(0.6, 0, 0.4, 1)), 0.1);
            assertThat(tracks.get(0).unseenNs()).isCloseTo(100_000_000L, within(1_000L));
            assertThat(tracks).hasSize(2);
        }
        assertThat(street.look(0.1, person(0.3)).get(1).state()).isEqualTo(Track.State.CONFIRMED);
    }

    @Test
    void drivesNoTrackAwayThatNobodyLooksAt() {
        walk(0.1, 0.01, 10);
        Track track = null;
        for (int i = 0; i < 300; i++) {
            track = street.lookAt(List.of(), 0.1).get(0);
        }
        assertThat(track).isNotNull();
        assertThat(track.predicted().x()).isBetween(0.2, 0.4);
    }

    @Test
    void neverJoinsAPersonAndADog() {
        street.look(0.2, thing("person", 0.9, 0.1));
        List<Track> tracks = street.look(0.2, thing("dog", 0.9, 0.1));
        assertThat(tracks).extracting(Track::label).containsExactly("person", "dog");
    }

    @Test
    void callsAVehicleByTheVoteOfItsDetections() {
        street.look(0.2, thing("car", 0.7, 0.1));
        street.look(0.2, thing("car", 0.6, 0.1));
        assertThat(street.look(0.2, thing("truck", 0.9, 0.1)))
                .singleElement()
                .satisfies(track -> assertThat(track.label()).isEqualTo("car"));
        street.look(0.2, thing("truck", 0.9, 0.1));
        assertThat(street.look(0.2, thing("truck", 0.9, 0.1)).get(0).label()).isEqualTo("truck");
    }

    @Test
    void followsOnInAPictureOfAnotherSize() {
        walk(0.1, 0.01, 10);
        List<Track> tracks = street.session.update(
                Math.round((street.nowS() + 0.1) * 1e9),
                new PictureSize(640, 480),
                List.of(person(0.2)),
                List.of(Box.FRAME));
        assertThat(tracks).singleElement().satisfies(track -> {
            assertThat(track.id()).isEqualTo(1);
            assertThat(track.predicted().x()).isCloseTo(0.2, within(0.005));
        });
    }

    @Test
    void answersTheSameToTheSameCalls() {
        assertThat(randomRun(9)).isEqualTo(randomRun(9));
    }

    private static List<List<Track>> randomRun(long seed) {
        Random random = new Random(seed);
        Street street = new Street();
        List<List<Track>> all = new ArrayList<>();
        String[] labels = {"person", "car", "truck", "dog", "cat"};
        for (int i = 0; i < 300; i++) {
            Detection[] seen = new Detection[random.nextInt(12)];
            for (int d = 0; d < seen.length; d++) {
                seen[d] = thing(labels[random.nextInt(5)], random.nextDouble(), random.nextInt(10) / 10.0);
            }
            all.add(street.lookAt(
                    random.nextBoolean() ? List.of(Box.FRAME) : List.of(new Box(0, 0, 0.5, 1)),
                    random.nextDouble(),
                    seen));
        }
        return all;
    }

    /** Ten looks a second at somebody who walks; the track's id. */
    private long walk(double from, double perLook, int looks) {
        long id = 0;
        for (int i = 0; i < looks; i++) {
            id = street.look(0.1, person(from + perLook * i)).get(0).id();
        }
        return id;
    }
}
