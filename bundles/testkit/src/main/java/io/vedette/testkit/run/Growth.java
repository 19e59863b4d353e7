package io.vedette.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testkit.run.ProcessFigures.Figure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this process grows where the same is done in round after round. Stateless. */
public final class Growth {
    /** What is done in every round. */
    @FunctionalInterface
    public interface Round {
        /** Does it once more. */
        void run() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Growth.class);
    private static final int MORE_ROUNDS = 12;
    private static final int MOST_LIBRARIES_KB = 32;
    /** A leak grows in every round, so the least growth of a round tells it; what else there is comes and goes. */
    private static final Map<Figure, Integer> MOST_PER_ROUND = new EnumMap<>(Map.of(
            Figure.LIBRARIES, 0,
            Figure.REGIONS, 5,
            Figure.FILES, 0,
            Figure.THREADS, 0,
            Figure.CLASSES, 10,
            Figure.MACHINE_KB, 128,
            Figure.RESIDENT_KB, 2048));

    private Growth() {}

    /**
     * Fails where anything grows in every one of so many rounds after a first one that warms up, and in twelve further ones: on a
     * busy machine the compilers are at work for longer, and a leak grows in those as well.
     *
     * @return how often the round was run
     */
    public static int none(int rounds, Round round) throws Exception {
        return none(rounds, MOST_LIBRARIES_KB, round);
    }

    /**
     * Like the other, where libraries' memory may grow by more.
     *
     * @param mostLibrariesKb in every round
     */
    public static int none(int rounds, int mostLibrariesKb, Round round) throws Exception {
        Map<Figure, Integer> most = new EnumMap<>(MOST_PER_ROUND);
        most.put(Figure.LIBRARIES_KB, mostLibrariesKb);
        List<Map<Figure, Long>> figures = new ArrayList<>();
        while (figures.size() <= rounds
                || (figures.size() <= rounds + MORE_ROUNDS
                        && !growing(figures, most).isEmpty())) {
            round.run();
            figures.add(ProcessFigures.read());
            LOG.info("Round {}: {}", figures.size(), figures.get(figures.size() - 1));
        }
        assertThat(growing(figures, most)).isEmpty();
        return figures.size();
    }

    /** What grew by more than it may in every round, with what it was after each. */
    private static Map<Figure, List<Long>> growing(List<Map<Figure, Long>> figures, Map<Figure, Integer> mostPerRound) {
        Map<Figure, List<Long>> growing = new EnumMap<>(Figure.class);
        mostPerRound.forEach((figure, most) -> {
            List<Long> series = figures.stream().map(all -> all.get(figure)).toList();
            if (leastGrowth(series) > most) {
                growing.put(figure, series);
            }
        });
        return growing;
    }

    private static long leastGrowth(List<Long> series) {
        long least = Long.MAX_VALUE;
        for (int i = 1; i < series.size(); i++) {
            least = Math.min(least, series.get(i) - series.get(i - 1));
        }
        return least;
    }
}
