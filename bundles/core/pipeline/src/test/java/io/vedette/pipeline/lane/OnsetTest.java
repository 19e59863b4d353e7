package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.motion.Motion;
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
        onset.looked(0, Motion.EVERYWHERE);
        assertThat(onset.lasts(40 * MS)).isTrue();
        onset.answered(tracks(Track.State.TENTATIVE), 40 * MS);
        assertThat(onset.lasts(80 * MS)).isTrue();
        onset.answered(tracks(Track.State.CONFIRMED), 80 * MS);
        assertThat(onset.lasts(120 * MS)).isFalse();
    }

    @Test
    void endsAfterTwoLooksInVain() {
        onset.looked(0, Motion.EVERYWHERE);
        onset.answered(tracks(), 40 * MS);
        assertThat(onset.lasts(40 * MS)).isTrue();
        onset.answered(tracks(), 40 * MS);
        assertThat(onset.lasts(80 * MS)).isFalse();
    }

    @Test
    void lastsWhileTheTrackerIsUnsureThoughNothingBeganJustNow() {
        onset.answered(tracks(Track.State.CONFIRMED, Track.State.TENTATIVE), 700 * MS);
        assertThat(onset.lasts(740 * MS)).isTrue();
        assertThat(onset.lasts(660 * MS)).isFalse();
        assertThat(onset.lasts(1701 * MS)).as("not for ever").isFalse();
        onset.answered(tracks(Track.State.CONFIRMED), 740 * MS);
        assertThat(onset.lasts(780 * MS)).isFalse();
    }

    @Test
    void isNotGivenUpForLooksAtPicturesFromBefore() {
        onset.looked(2000 * MS, Motion.EVERYWHERE);
        onset.rewound();
        onset.answered(tracks(), 200 * MS);
        onset.answered(tracks(), 400 * MS);
        assertThat(onset.lasts(2000 * MS)).isTrue();
    }

    @Test
    void endsAfterASecond() {
        onset.looked(500 * MS, Motion.EVERYWHERE);
        assertThat(onset.lasts(1500 * MS)).isTrue();
        assertThat(onset.lasts(1501 * MS)).isFalse();
    }

    @Test
    void beginsAgainOnlyAfterStillness() {
        onset.looked(0, Motion.EVERYWHERE);
        onset.lasts(1100 * MS);
        onset.looked(1200 * MS, Motion.EVERYWHERE);
        assertThat(onset.lasts(1240 * MS)).isFalse();
        onset.looked(3201 * MS, Motion.EVERYWHERE);
        assertThat(onset.lasts(3241 * MS)).isTrue();
    }

    @Test
    void isNoneForPicturesFromBefore() {
        onset.looked(2000 * MS, Motion.EVERYWHERE);
        assertThat(onset.lasts(1000 * MS)).isFalse();
        assertThat(onset.lasts(2000 * MS)).isTrue();
    }

    @Test
    void looksAgainSoonWhileMotionIsInDoubt() {
        Motion doubt = new Motion(Motion.State.READY, List.of(), 0.001);
        onset.looked(0, doubt);
        assertThat(onset.lasts(40 * MS)).as("too soon to tell").isFalse();
        assertThat(onset.lasts(80 * MS)).isTrue();
        onset.looked(80 * MS, Motion.NONE);
        assertThat(onset.lasts(160 * MS)).isFalse();
    }

    @Test
    void doesNotDoubtForEver() {
        Motion doubt = new Motion(Motion.State.READY, List.of(), 0.001);
        for (long ms = 0; ms <= 400; ms += 80) {
            onset.looked(ms * MS, doubt);
        }
        assertThat(onset.lasts(480 * MS)).isFalse();
    }
}
