package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.track.Track;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SameFacesTest {

    private static final Embedding ANN = new Embedding("m", new float[] {1, 0, 0});
    private static final Embedding ANN_ASIDE = new Embedding("m", new float[] {1, 0.8f, 0});
    private static final Embedding BOB = new Embedding("m", new float[] {0, 0, 1});

    private final SameFaces same = new SameFaces();

    private static Track seen(long id, Embedding embedding) {
        FaceTraits traits = new FaceTraits(0.9, Optional.ofNullable(embedding));
        Detection match = new Detection("face", 0.9, Box.FRAME, Map.of(FaceTraits.KEY, traits));
        return new Track(id, "face", Track.State.CONFIRMED, Optional.of(match), Box.FRAME, 0);
    }

    private static Track unseen(long id, Track.State state) {
        return new Track(id, "face", state, Optional.empty(), Box.FRAME, 400_000_000L);
    }

    private List<String> told(Track... tracks) {
        return same.joined(List.of(tracks)).stream()
                .map(track -> track.id() + " " + track.state())
                .toList();
    }

    @Test
    void aTornTrackGoesOnUnderTheFormerId() {
        assertThat(told(seen(1, ANN))).containsExactly("1 CONFIRMED");
        assertThat(told(unseen(1, Track.State.LOST), seen(2, ANN_ASIDE))).containsExactly("1 CONFIRMED");
        assertThat(told(unseen(1, Track.State.REMOVED), seen(2, ANN))).containsExactly("1 CONFIRMED");
        assertThat(told(unseen(2, Track.State.LOST), seen(3, ANN))).containsExactly("1 CONFIRMED");
        assertThat(told(unseen(3, Track.State.REMOVED), unseen(2, Track.State.REMOVED)))
                .containsExactly("1 REMOVED");
        assertThat(told(seen(4, ANN))).containsExactly("4 CONFIRMED");
    }

    @Test
    void anotherFaceIsAnother() {
        told(seen(1, ANN));
        assertThat(told(unseen(1, Track.State.LOST), seen(2, BOB))).containsExactlyInAnyOrder("1 LOST", "2 CONFIRMED");
    }

    @Test
    void twoWhoAreSeenAtOnceAreTwoHoweverAlike() {
        told(seen(1, ANN));
        assertThat(told(seen(1, ANN), seen(2, ANN))).containsExactlyInAnyOrder("1 CONFIRMED", "2 CONFIRMED");
    }

    @Test
    void whatShowsTooLittleToBeComparedIsTentativeForSomeLooks() {
        for (int i = 1; i < 6; i++) {
            assertThat(told(seen(1, null))).as("look %d", i).containsExactly("1 TENTATIVE");
        }
        assertThat(told(seen(1, null))).containsExactly("1 CONFIRMED");
        assertThat(told(seen(2, null), seen(1, null))).containsExactlyInAnyOrder("1 CONFIRMED", "2 TENTATIVE");
        assertThat(told(seen(2, ANN), seen(1, null))).containsExactlyInAnyOrder("1 CONFIRMED", "2 CONFIRMED");
    }

    @Test
    void leavesOtherTracksAlone() {
        Track person = new Track(1, "person", Track.State.LOST, Optional.empty(), Box.FRAME, 0);
        assertThat(same.joined(List.of(person))).containsExactly(person);
    }
}
