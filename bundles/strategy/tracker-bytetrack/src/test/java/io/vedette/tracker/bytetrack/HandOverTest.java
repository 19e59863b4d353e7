package io.vedette.tracker.bytetrack;

import static io.vedette.tracker.bytetrack.Street.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandOverTest {

    @ParameterizedTest
    @ValueSource(strings = {"ONE-BY-ONE", "PALACE", "SYNTH-01", "SYNTH-02"})
    void goesUnnoticedHoweverOftenItHappens(String name) {
        Sequence sequence = Sequence.open(name);
        assertThat(ids(sequence, 7)).isEqualTo(ids(sequence, Integer.MAX_VALUE));
    }

    /** Ids and states in each frame, with a new tracker every so many frames. */
    private static List<List<String>> ids(Sequence sequence, int newTrackerEvery) {
        List<List<String>> all = new ArrayList<>();
        ByteTrackSession session = new ByteTrackSession(Street.SETTINGS);
        int frame = 1;
        for (List<Detection> seen : sequence.detections()) {
            if (frame % newTrackerEvery == 0 && !session.exportTracks().isEmpty()) {
                ByteTrackSession successor = new ByteTrackSession(Street.SETTINGS);
                successor.importTracks(session.exportTracks());
                session.close();
                session = successor;
            }
            long timeNs = Math.round(frame++ * 1e9 / sequence.frameRate());
            all.add(session.update(timeNs, sequence.size(), seen, List.of(Box.FRAME)).stream()
                    .map(track -> track.id() + " " + track.state())
                    .toList());
        }
        session.close();
        return all;
    }

    @Test
    void keepsEveryStateAndGivesNoIdTwice() {
        Street first = new Street();
        first.look(0.1, person(0.1), person(0.3));
        first.look(0.1, person(0.1), person(0.3), person(0.9));
        first.look(0.1, person(0.1), person(0.6));
        // Now 1 is confirmed, 2 lost, 3 given up, 4 tentative.
        List<TrackSnapshot> snapshots = first.session.exportTracks();
        assertThat(snapshots)
                .extracting(snapshot -> snapshot.track().state())
                .containsExactly(Track.State.CONFIRMED, Track.State.LOST, Track.State.TENTATIVE);

        Street second = new Street().after(first.nowS());
        second.session.importTracks(snapshots);
        List<Track> tracks = second.look(0.1, person(0.1), person(0.3), person(0.6), person(0.8));
        assertThat(tracks).extracting(Track::id).containsExactly(1L, 2L, 4L, 5L);
        assertThat(tracks)
                .extracting(Track::state)
                .containsExactly(
                        Track.State.CONFIRMED, Track.State.CONFIRMED, Track.State.CONFIRMED, Track.State.TENTATIVE);
    }

    @Test
    void tellsVelocityInFractionsPerSecond() {
        Street street = new Street();
        for (int i = 0; i < 40; i++) {
            street.look(0.1, person(0.1 + 0.01 * i));
        }
        TrackSnapshot snapshot = street.session.exportTracks().get(0);
        assertThat(snapshot.velocity().x()).isBetween(0.09, 0.11);
        assertThat(snapshot.velocity().width()).isBetween(-0.01, 0.01);
        assertThat(snapshot.timeNs()).isEqualTo(Math.round(street.nowS() * 1e9));
    }

    @Test
    void followsOnFromAnotherKindOfTracker() {
        Street street = new Street().after(10);
        street.session.importTracks(List.of(new TrackSnapshot(
                new Track(77, "person", Track.State.CONFIRMED, Optional.empty(), Box.FRAME, 0),
                new Box(0.3, 0.4, 0.05, 0.2),
                0.9,
                new TrackSnapshot.Velocity(0.1, 0, 0, 0),
                10_000_000_000L,
                Map.of("sort.covariance", "unknown"))));
        for (int i = 1; i < 30; i++) {
            List<Track> tracks = street.look(0.2, person(0.3 + 0.02 * i));
            assertThat(tracks).extracting(Track::id).containsExactly(77L);
        }
        assertThat(street.look(0.2, person(0.1)).get(1).id()).isEqualTo(78);
    }

    @Test
    void takesOverIntoAPictureOfAnotherSize() {
        Street first = new Street();
        for (int i = 0; i < 10; i++) {
            first.look(0.1, person(0.1 + 0.01 * i));
        }
        ByteTrackSession second = new ByteTrackSession(Street.SETTINGS);
        second.importTracks(first.session.exportTracks());
        List<Track> tracks = second.update(
                Math.round((first.nowS() + 0.1) * 1e9),
                new PictureSize(320, 240),
                List.of(person(0.2)),
                List.of(Box.FRAME));
        assertThat(tracks).extracting(Track::id).containsExactly(1L);
        assertThat(tracks.get(0).matched()).isPresent();
    }
}
