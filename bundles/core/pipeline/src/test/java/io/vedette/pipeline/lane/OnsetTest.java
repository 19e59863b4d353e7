package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.track.Track;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnsetTest {

    private static final long MS = 1_000_000L;

    private final Onset onset = new Onset();

    private static List<Track> tracks(Track.State... states) {
        return Arrays.stream(states)
                .map(state -> new Track(1, "person", state, Optional.empty(), Box.FRAME, 0))
                .toList();
    }

    @Test
    void lastsUntilTheTrackerHasConfirmed() {
        onset.looked(0, true);
        assertThat(onset.lasts(40 * MS)).isTrue();
        onset.answered(tracks(Track.State.TENTATIVE));
        assertThat(onset.lasts(80 * MS)).isTrue();
        onset.answered(tracks(Track.State.CONFIRMED));
        assertThat(onset.lasts(120 * MS)).isFalse();
    }

    @Test
    void endsAfterTwoLooksInVain() {
        onset.looked(0, true);
        onset.answered(tracks());
        assertThat(onset.lasts(40 * MS)).isTrue();
        onset.answered(tracks());
        assertThat(onset.lasts(80 * MS)).isFalse();
    }

    @Test
    void endsAfterASecond() {
        onset.looked(500 * MS, true);
        assertThat(onset.lasts(1500 * MS)).isTrue();
        assertThat(onset.lasts(1501 * MS)).isFalse();
    }

    @Test
    void beginsAgainOnlyAfterStillness() {
        onset.looked(0, true);
        onset.lasts(1100 * MS);
        onset.looked(1200 * MS, true);
        assertThat(onset.lasts(1240 * MS)).isFalse();
        onset.looked(3201 * MS, true);
        assertThat(onset.lasts(3241 * MS)).isTrue();
    }

    @Test
    void isNoneForPicturesFromBefore() {
        onset.looked(2000 * MS, true);
        assertThat(onset.lasts(1000 * MS)).isFalse();
        assertThat(onset.lasts(2000 * MS)).isTrue();
    }
}
