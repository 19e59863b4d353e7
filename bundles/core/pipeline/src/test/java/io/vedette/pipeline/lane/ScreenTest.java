package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import io.vedette.core.spi.live.LivePicture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final Set<String> PERSONS = Set.of("person");
    private static final Box BOX = new Box(0.1, 0.2, 0.3, 0.4);

    private final Screen screen = new Screen();

    @Test
    void keepsNothingWhileNobodyWatches() {
        CountedFrame frame = new CountedFrame(1);

        screen.show(frame, List.of(), PERSONS);

        assertThat(screen.due(0, false)).isFalse();
        assertThat(frame.handles()).hasValue(1);
        assertThat(screen.latest(0)).isEmpty();
    }

    @Test
    void showsTheFrameThatTheTracksWereFoundIn() {
        CountedFrame frame = new CountedFrame(1);
        screen.latest(0);
        screen.show(
                frame,
                List.of(
                        track(7, "person", Track.State.CONFIRMED, true),
                        track(8, "person", Track.State.CONFIRMED, false),
                        track(9, "kite", Track.State.CONFIRMED, true),
                        track(10, "person", Track.State.LOST, false),
                        track(11, "person", Track.State.TENTATIVE, true)),
                PERSONS);

        try (LivePicture picture = screen.latest(1).orElseThrow()) {
            assertThat(picture.frame()).isSameAs(frame);
            assertThat(picture.objects())
                    .containsExactly(
                            new LivePicture.Seen(7, "person", 0.9, BOX),
                            new LivePicture.Seen(8, "person", 0, Box.FRAME));
        }
        assertThat(frame.handles()).as("the screen's and the caller's").hasValue(2);
    }

    @Test
    void letsTheFrameGoWhenTheLastWatcherHasGone() {
        CountedFrame frame = new CountedFrame(1);
        screen.latest(0);
        screen.show(frame, List.of(), PERSONS);

        screen.tick(Screen.WATCHED_NS);
        assertThat(frame.handles()).hasValue(2);
        screen.tick(Screen.WATCHED_NS + 1);

        assertThat(frame.handles()).hasValue(1);
        assertThat(screen.watched()).isFalse();
    }

    @Test
    void isDueFiveTimesASecondAndWaitsForALook() {
        screen.latest(0);
        screen.show(new CountedFrame(10), List.of(), PERSONS);

        assertThat(screen.due(2_100_000_000L, false)).isFalse();
        assertThat(screen.due(2_200_000_000L, false)).isTrue();
        assertThat(screen.due(2_200_000_000L, true)).isFalse();
        assertThat(screen.due(2_600_000_000L, true))
                .as("a hung look holds nothing up")
                .isTrue();
        assertThat(screen.due(0, false)).as("another time line").isTrue();
    }

    @Test
    void neverGoesBackToAnEarlierFrame() {
        CountedFrame early = new CountedFrame(1);
        CountedFrame later = new CountedFrame(2);
        screen.latest(0);
        screen.show(later, List.of(), PERSONS);
        screen.show(early, List.of(), PERSONS);

        assertThat(early.handles()).hasValue(1);
        assertThat(later.handles()).hasValue(2);
    }

    @Test
    void letsGoOfEverythingOnceClosed() {
        CountedFrame frame = new CountedFrame(1);
        screen.latest(0);
        screen.show(frame, List.of(), PERSONS);
        screen.close();

        assertThat(screen.latest(1)).isEmpty();
        screen.show(frame, List.of(), PERSONS);

        assertThat(frame.handles()).hasValue(1);
    }

    private static Track track(long id, String label, Track.State state, boolean seen) {
        Optional<Detection> match = seen ? Optional.of(new Detection(label, 0.9, BOX)) : Optional.empty();
        return new Track(id, label, state, match, Box.FRAME, 0);
    }
}
