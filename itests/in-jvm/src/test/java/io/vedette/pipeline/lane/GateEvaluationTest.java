package io.vedette.pipeline.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.pipeline.gate.LevelWish;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.yard.Visit;
import io.vedette.testkit.yard.Weather;
import io.vedette.testkit.yard.Yard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The idle gate on labelled clips, through real decoder, motion, tracker and events. A few clips are a test; many, with
 * {@code -Dvedette.evaluate=SEEDS}, are an evaluation that prints a table: even seeds are for tuning, odd ones are held back, and
 * {@code -Dvedette.evaluate.from=FIRST} takes others that nobody has seen.
 */
class GateEvaluationTest {

    private static final int WIDTH_PX = 640;
    private static final int HEIGHT_PX = 360;
    private static final int CLIP_S = 180;
    private static final int FIRST_VISIT_S = 20;
    private static final int LAST_VISIT_S = 120;
    private static final List<LevelWish> LEVELS =
            List.of(LevelWish.KEY_FRAMES, LevelWish.PACKETS, LevelWish.FULL, LevelWish.UNFILTERED);
    private static final String[] RATES = {
        "-crf 27",
        "-b:v 900k -maxrate 1400k -bufsize 2M",
        "-b:v 1M -minrate 1M -maxrate 1M -bufsize 1M -x264-params nal-hrd=cbr"
    };

    /** Seeds from here on have their key frames far apart, and odd ones are H.265. */
    private static final long DISTANT = 1_000;
    /** Seeds from here on have none but the faintest visits that are promised to be noticed. */
    private static final long FAINT = 2_000;
    /** Seeds from here on are long, and nobody comes. */
    private static final long QUIET = 3_000;

    private static final int QUIET_S = 600;

    private static final String H265 = "-c:v libx265 -crf 28 -x265-params log-level=error";

    private static final Logger LOG = LoggerFactory.getLogger(GateEvaluationTest.class);

    @TempDir
    private Path folder;

    @BeforeEach
    void needsFfmpeg() {
        TestData.need(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "no /usr/bin/ffmpeg");
    }

    /** A clip by its seed. Immutable. */
    private record Clip(Yard yard, int seconds, int gopS, String options, String words) {

        static Clip of(long seed) {
            Random random = new Random(seed * 7919);
            boolean distant = seed >= DISTANT && seed < FAINT;
            List<Integer> gops = distant ? List.of(5, 7, 10) : List.of(1, 2, 2, 3, 4);
            int gopS = gops.get(random.nextInt(gops.size()));
            int kind = random.nextInt(4);
            double infraredS = kind == 3 ? 130 + random.nextInt(20) : Double.MAX_VALUE;
            Weather weather = new Weather(
                    1 + random.nextDouble() * 2, random.nextInt(4), true, kind == 1, kind == 2 ? 12 : 0, infraredS);
            String rate = distant && seed % 2 == 1 ? H265 : "-c:v libx264 " + RATES[random.nextInt(RATES.length)];
            Yard yard = new Yard(seed, WIDTH_PX, HEIGHT_PX, weather, visits(seed, random, gopS));
            String options = "-preset veryfast -tune zerolatency " + rate + " -g " + gopS * Yard.FPS + " -keyint_min "
                    + gopS * Yard.FPS + " -sc_threshold 0";
            int seconds = seed < QUIET ? CLIP_S : QUIET_S;
            return new Clip(
                    yard, seconds, gopS, options, "seed " + seed + ", GOP " + gopS + " s, " + rate + ", " + weather);
        }

        private static List<Visit> visits(long seed, Random random, int gopS) {
            if (seed >= QUIET) {
                return List.of();
            }
            return seed < FAINT ? visits(random, gopS) : faint(random, gopS);
        }

        private static List<Visit> faint(Random random, int gopS) {
            List<Visit> visits = new ArrayList<>();
            double from = FIRST_VISIT_S + random.nextDouble() * 5;
            while (from < LAST_VISIT_S) {
                double length = gopS + 0.3 + random.nextDouble() * 2;
                double area = 0.0005 * (1 + random.nextDouble() * 0.6);
                int height = (int) Math.ceil(Math.sqrt(area * WIDTH_PX * HEIGHT_PX * 2));
                int contrast = (12 + random.nextInt(4)) * (random.nextBoolean() ? 1 : -1);
                visits.add(new Visit(from, from + length, (height + 1) / 2, height, contrast));
                from += length + 10 + random.nextDouble() * 5;
            }
            return visits;
        }

        private static List<Visit> visits(Random random, int gopS) {
            List<Visit> visits = new ArrayList<>();
            double from = FIRST_VISIT_S + random.nextDouble() * 5;
            while (from < LAST_VISIT_S) {
                boolean promised = random.nextInt(3) > 0;
                double length = promised
                        ? gopS + 0.3 + random.nextDouble() * random.nextDouble() * 4
                        : 0.4 + random.nextDouble() * (gopS - 0.4);
                double area = 0.0005 * Math.pow(40, random.nextDouble());
                int height = (int) Math.ceil(Math.sqrt(area * WIDTH_PX * HEIGHT_PX * 2));
                int contrast = (12 + random.nextInt(48)) * (random.nextBoolean() ? 1 : -1);
                visits.add(new Visit(from, from + length, (height + 1) / 2, height, contrast));
                from += length + 10 + random.nextDouble() * 10;
            }
            return visits;
        }
    }

    private Map<LevelWish, GateScore> evaluate(List<Long> seeds, List<LevelWish> levels) throws IOException {
        Map<LevelWish, GateScore> scores = new EnumMap<>(LevelWish.class);
        for (long seed : seeds) {
            Clip clip = Clip.of(seed);
            Path file = clip.yard()
                    .encode(
                            folder.resolve("clip.mp4"),
                            clip.seconds(),
                            clip.options().split(" ", -1));
            for (LevelWish level : levels) {
                GateRun.Result result = GateRun.of(clip.yard(), file, level, folder);
                boolean full = level == LevelWish.FULL || level == LevelWish.UNFILTERED;
                scores.computeIfAbsent(level, each -> new GateScore(clip.seconds()))
                        .add(clip.yard(), result, full ? 0.25 : clip.gopS() + 0.3, clip.words());
            }
        }
        return scores;
    }

    @Test
    void noticesWhatItPromisesAndSleepsOtherwise() throws IOException {
        Map<LevelWish, GateScore> scores = evaluate(List.of(101L, 102L), LEVELS.subList(0, 2));
        scores.forEach((level, score) -> {
            assertThat(score.promised()).isPositive();
            assertThat(score.misses()).as(level.text()).isEmpty();
        });
        // The clock has woken it a few times before it is known.
        assertThat(scores.get(LevelWish.KEY_FRAMES).meanAwake()).isLessThan(0.1);
        // What was passed over is decoded, so that an event begins where it began.
        assertThat(scores.get(LevelWish.KEY_FRAMES).worstStartS()).isLessThan(0.5);
    }

    @Test
    void tellsAtOnceOfWhatAppearsWhereEverythingIsDecoded() throws IOException {
        GateScore score = evaluate(List.of(101L, 103L), List.of(LevelWish.FULL)).get(LevelWish.FULL);
        assertThat(score.promised()).isGreaterThan(8);
        assertThat(score.misses()).isEmpty();
        assertThat(score.onsetS(0.95)).isLessThanOrEqualTo(0.28);
        assertThat(score.firstEventS(0.95)).isLessThanOrEqualTo(0.45);
    }

    @Test
    void savesMostLooksWhereAQuarterOfTheTimeIsFull() throws IOException {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            visits.add(new Visit(20.4 + 50 * i, 20.4 + 50 * i + 15, 30 + 8 * i, 60 + 16 * i, 30 + 9 * i, 5));
        }
        Yard yard = new Yard(11, WIDTH_PX, HEIGHT_PX, Weather.calm(1.5, 1), visits);
        Path file = yard.encode(
                folder.resolve("quarter.mp4"),
                CLIP_S,
                "-c:v libx264 -preset veryfast -tune zerolatency -crf 25 -g 50".split(" ", -1));
        for (LevelWish level : LEVELS.subList(0, 3)) {
            GateScore score = new GateScore(CLIP_S);
            GateRun.Result result = GateRun.of(yard, file, level, folder);
            score.add(yard, result, 0, "a quarter");
            assertThat(score.misses()).as(level.text()).isEmpty();
            assertThat(GateRun.firstEventsS(result, yard))
                    .as("%s: %s", level.text(), result.events())
                    .hasSize(3);
            assertThat(score.looksSaved()).as(level.text()).isGreaterThanOrEqualTo(0.7);
        }
    }

    @Test
    void looksRarelyAtWhatStandsStillAndStillSeesItGo() throws IOException {
        Visit visit = new Visit(20.5, 100.2, 40, 80, 45, 2.5);
        Yard yard = new Yard(7, WIDTH_PX, HEIGHT_PX, Weather.calm(1.5, 1), List.of(visit));
        Path file = yard.encode(
                folder.resolve("parked.mp4"),
                115,
                "-c:v libx264 -preset veryfast -tune zerolatency -crf 25 -g 50".split(" ", -1));
        GateRun.Result result = GateRun.of(yard, file, LevelWish.KEY_FRAMES, folder);

        assertThat(result.events().stream().filter(line -> line.contains("\"type\":\"new\"")))
                .hasSize(1);
        assertThat(result.events().get(result.events().size() - 1))
                .contains("\"type\":\"end\"")
                .containsPattern("\"ended_utc\":\"1970-01-01T00:01:(3[89]|4[0-2])");
        // Five a second until it stands, for 12 s, and a few when it goes; in between one in 10 s.
        assertThat(result.looks()).isBetween(60, 130);
        assertThat(result.idleShare(result.awake(), yard, 40, 95, -100)).isLessThan(0.1);
    }

    @Test
    @EnabledIfSystemProperty(named = "vedette.evaluate", matches = "[1-9][0-9]*")
    void printsATable() throws IOException {
        int seeds = Integer.getInteger("vedette.evaluate");
        long first = Long.getLong("vedette.evaluate.from", 0);
        for (int odd = 0; odd < 2; odd++) {
            List<Long> half = new ArrayList<>();
            for (long seed = first + odd; seed < first + seeds; seed += 2) {
                half.add(seed);
            }
            print(odd == 0 ? "Clips for tuning" : "Clips held back", half);
        }
        print("Clips with key frames 5 to 10 s apart, half of them H.265", from(first + DISTANT, seeds / 2));
        print("Clips with none but the faintest visits", from(first + FAINT, seeds / 2));
        print("Clips of ten minutes in which nobody comes", from(first + QUIET, seeds / 2));
    }

    private static List<Long> from(long first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }

    private void print(String what, List<Long> seeds) throws IOException {
        LOG.info("{}: {}", what, seeds.size());
        LOG.info(GateScore.head());
        Map<LevelWish, GateScore> scores = evaluate(seeds, LEVELS);
        scores.forEach((level, score) -> LOG.info(score.row(level.text().toUpperCase(Locale.ROOT))));
        scores.forEach((level, score) -> score.misses().forEach(miss -> LOG.info(level.text() + " missed " + miss)));
    }
}
