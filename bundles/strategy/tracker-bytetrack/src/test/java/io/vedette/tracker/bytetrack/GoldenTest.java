package io.vedette.tracker.bytetrack;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reference's own results. Its rows hold the filter's box after the match, not the detection; so {@code predicted} is
 * compared, in looks that matched.
 */
class GoldenTest {

    private static final Logger LOG = LoggerFactory.getLogger(GoldenTest.class);
    private static final double TOLERANCE_PX = 0.5;
    private static final double EQUAL = 0.995;

    @ParameterizedTest
    @ValueSource(strings = {"ONE-BY-ONE", "PALACE", "SYNTH-01", "SYNTH-02"})
    void doesWhatTheReferenceDoes(String name) {
        Sequence sequence = Sequence.open(name);
        List<List<Sequence.Row>> ours = track(sequence, TrackerSettings.DEFAULT);
        assertThat(equal(sequence, ours)).isGreaterThanOrEqualTo(EQUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ONE-BY-ONE", "PALACE", "SYNTH-01", "SYNTH-02"})
    void doesNotDependOnTheFrameRate(String name) {
        Sequence sequence = Sequence.open(name);
        Sequence slow = new Sequence(name, sequence.size(), 5, sequence.length(), sequence.folder());
        TrackerSettings settings = new TrackerSettings(0.5, 0.6, 2, Duration.ofSeconds(6), 1);
        assertThat(equal(sequence, track(slow, settings))).isGreaterThanOrEqualTo(EQUAL);
    }

    private static List<List<Sequence.Row>> track(Sequence sequence, TrackerSettings settings) {
        List<List<Sequence.Row>> all = new ArrayList<>();
        try (ByteTrackSession session = new ByteTrackSession(settings)) {
            int frame = 1;
            for (List<Detection> seen : sequence.detections()) {
                long timeNs = Math.round(frame * 1e9 / sequence.frameRate());
                List<Sequence.Row> rows = new ArrayList<>();
                for (Track track : session.update(timeNs, sequence.size(), seen, List.of(Box.FRAME))) {
                    if (track.state() == Track.State.CONFIRMED
                            && track.matched().isPresent()) {
                        rows.add(row(sequence, frame, track));
                    }
                }
                all.add(rows);
                frame++;
            }
        }
        return all;
    }

    private static Sequence.Row row(Sequence sequence, int frame, Track track) {
        Box box = track.predicted();
        int width = sequence.size().widthPx();
        int height = sequence.size().heightPx();
        return new Sequence.Row(
                frame,
                (int) track.id(),
                box.x() * width,
                box.y() * height,
                box.width() * width,
                box.height() * height,
                track.matched().orElseThrow().score());
    }

    /** The part of all rows, the reference's and ours, that are equal under one bijection of ids. */
    private static double equal(Sequence sequence, List<List<Sequence.Row>> ours) {
        Map<Integer, List<Sequence.Row>> golden = sequence.rows("golden_bytetrack.txt");
        Map<Long, Integer> together = new HashMap<>();
        int total = 0;
        int extra = 0;
        for (int frame = 1; frame <= sequence.length(); frame++) {
            List<Sequence.Row> reference = golden.getOrDefault(frame, List.of());
            List<Sequence.Row> mine = ours.get(frame - 1);
            total += reference.size();
            extra += Math.max(0, mine.size() - reference.size());
            for (Sequence.Row a : reference) {
                for (Sequence.Row b : mine) {
                    if (near(a, b)) {
                        together.merge(((long) a.id() << 32) + b.id(), 1, Integer::sum);
                    }
                }
            }
        }
        int equal = bijection(together);
        LOG.info("{}: {} of {} rows equal, {} too many", sequence.name(), equal, total, extra);
        return (double) equal / (total + extra);
    }

    /** The most frequent partners first; each id has one. */
    private static int bijection(Map<Long, Integer> together) {
        List<Map.Entry<Long, Integer>> pairs = new ArrayList<>(together.entrySet());
        pairs.sort(Map.Entry.<Long, Integer>comparingByValue().reversed());
        Set<Integer> theirs = new HashSet<>();
        Set<Integer> mine = new HashSet<>();
        int sum = 0;
        for (Map.Entry<Long, Integer> pair : pairs) {
            int a = (int) (pair.getKey() >> 32);
            int b = (int) (pair.getKey() & 0xffffffffL);
            if (!theirs.contains(a) && !mine.contains(b)) {
                theirs.add(a);
                mine.add(b);
                sum += pair.getValue();
            }
        }
        return sum;
    }

    private static boolean near(Sequence.Row a, Sequence.Row b) {
        return Math.abs(a.left() - b.left()) <= TOLERANCE_PX
                && Math.abs(a.top() - b.top()) <= TOLERANCE_PX
                && Math.abs(a.left() + a.width() - b.left() - b.width()) <= TOLERANCE_PX
                && Math.abs(a.top() + a.height() - b.top() - b.height()) <= TOLERANCE_PX;
    }
}
