package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final long SECOND = 1_000_000_000L;

    private final Standing standing = new Standing();

    private static Track at(double x) {
        Box box = new Box(x, 0.4, 0.2, 0.2);
        return new Track(7, "car", Track.State.CONFIRMED, Optional.of(new Detection("car", 0.9, box)), box, 0);
    }

    private static Track missed() {
        return new Track(7, "car", Track.State.LOST, Optional.empty(), new Box(0.4, 0.4, 0.2, 0.2), SECOND);
    }

    private void look(long second, Track track) {
        standing.looked(List.of(track), second * SECOND);
    }

    private void park() {
        for (long second = 0; second <= 10; second++) {
            look(second, at(0.4));
        }
    }

    @Test
    void standsAfterTenSecondsInItsPlace() {
        look(0, at(0.4));
        look(9, at(0.41));
        assertThat(standing.stands(at(0.4))).isFalse();
        assertThat(standing.restless()).isTrue();
        look(10, at(0.4));
        assertThat(standing.stands(at(0.4))).isTrue();
        assertThat(standing.restless()).isFalse();
    }

    @Test
    void doesNotStandWhileItMoves() {
        for (long second = 0; second <= 30; second++) {
            look(second, at(second * 0.02));
            assertThat(standing.stands(at(0.4))).isFalse();
        }
    }

    @Test
    void isDueTenSecondsAfterItWasSeen() {
        park();
        assertThat(standing.due(19 * SECOND)).isFalse();
        assertThat(standing.due(20 * SECOND)).isTrue();
        look(20, at(0.4));
        assertThat(standing.due(21 * SECOND)).isFalse();
    }

    @Test
    void isLookedForAllTheTimeOnceItWasMissed() {
        park();
        look(20, missed());
        assertThat(standing.stands(at(0.4))).isFalse();
        assertThat(standing.restless()).isTrue();
        look(21, at(0.4));
        assertThat(standing.stands(at(0.4))).isFalse();
        look(30, at(0.4));
        assertThat(standing.stands(at(0.4))).isTrue();
    }

    @Test
    void isNotMissedWhereNobodyLooked() {
        park();
        look(15, new Track(7, "car", Track.State.CONFIRMED, Optional.empty(), new Box(0.4, 0.4, 0.2, 0.2), 0));
        assertThat(standing.stands(at(0.4))).isTrue();
    }

    @Test
    void forgetsWhoHasGone() {
        park();
        standing.looked(List.of(), 11 * SECOND);
        assertThat(standing.stands(at(0.4))).isFalse();
        park();
        standing.clear();
        assertThat(standing.due(100 * SECOND)).isFalse();
    }
}
