package io.vedette.pipeline.schedule;

import static io.vedette.pipeline.schedule.Crowd.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LookQueueTest {

    private static final long LONG = 100_000 * MS;
    private static final int SEEDS = 60;

    private LookQueue<String> queue = new LookQueue<>(1, 1);
    private final BatchLaw law = new BatchLaw();
    private final List<String> expired = new ArrayList<>();

    private void put(String camera, Urgency urgency, double weight, long deadlineNs, String look) {
        queue.put(new LookQueue.Ticket<>(camera, urgency, weight, deadlineNs, look));
    }

    private List<String> take(long nowNs) {
        return queue.take(nowNs, 0, law, expired::add);
    }

    @Test
    void theLatestLookOfACameraTakesItsSlot() {
        put("a", Urgency.LIVE, 1, LONG, "old");
        assertThat(queue.put(new LookQueue.Ticket<>("a", Urgency.LIVE, 1, LONG, "new")))
                .contains("old");
        assertThat(take(0)).containsExactly("new");
        assertThat(take(0)).isEmpty();
    }

    @Test
    void whoHadLeastServiceComesFirst() {
        for (String camera : List.of("a", "b", "c")) {
            put(camera, Urgency.LIVE, 1, LONG, camera + "1");
        }
        assertThat(take(1)).containsExactly("a1");
        put("a", Urgency.LIVE, 1, LONG, "a2");
        assertThat(take(2)).containsExactly("b1");
        put("b", Urgency.LIVE, 1, LONG, "b2");
        assertThat(take(3)).containsExactly("c1");
        assertThat(take(4)).containsExactly("a2");
        assertThat(take(5)).containsExactly("b2");
    }

    @Test
    void urgentLooksComeBeforeAllOthersAndBackgroundLast() {
        put("back", Urgency.BACKGROUND, 100, LONG, "background");
        put("live", Urgency.LIVE, 1, LONG, "live");
        put("door", Urgency.URGENT, 0.1, LONG, "urgent");
        assertThat(take(0)).containsExactly("urgent");
        assertThat(take(1)).containsExactly("live");
        assertThat(take(2)).containsExactly("background");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotBegun() {
        law.measured(1, 10 * MS);
        put("a", Urgency.LIVE, 1, 5 * MS, "too late by any call");
        put("b", Urgency.LIVE, 1, 10 * MS, "just in time");
        assertThat(take(0)).containsExactly("just in time");
        assertThat(expired).containsExactly("too late by any call");
    }

    @Test
    void aBatchIsNoLargerThanItsMostPressingLookAllows() {
        queue = new LookQueue<>(1, 8);
        for (int batch = 1; batch <= 8; batch++) {
            law.measured(batch, 10 * MS + batch * MS);
        }
        put("a", Urgency.LIVE, 1, 13 * MS, "a");
        for (String camera : List.of("b", "c", "d", "e")) {
            put(camera, Urgency.LIVE, 1, LONG, camera);
        }
        assertThat(take(0)).as("10 ms and 1 ms for each look").containsExactly("a", "b", "c");
        assertThat(take(20 * MS)).containsExactly("d", "e");
    }

    @Test
    void aWeightIsAboveZero() {
        assertThatThrownBy(() -> put("a", Urgency.LIVE, 0, LONG, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0");
    }

    @Test
    void threeCamerasTakeTurnsAsTheyAlwaysDid() {
        Crowd crowd = new Crowd(1, 1, 0, 30 * MS, LONG, null);
        crowd.camera(Urgency.LIVE, 1, 40 * MS, 0);
        crowd.camera(Urgency.LIVE, 1, 40 * MS, 5 * MS);
        crowd.camera(Urgency.LIVE, 1, 200 * MS, 35 * MS);
        crowd.runUntil(300 * MS);
        assertThat(crowd.trace())
                .isEqualTo("0:c00 30:c01 60:c02 90:c00 120:c01 150:c00 180:c01 210:c00 240:c01 270:c02 300:c00");
    }

    @Test
    void aDetectorWithACheapBatchLearnsToUseIt() {
        Crowd crowd = new Crowd(1, 8, 8 * MS, MS, LONG, null);
        for (int i = 0; i < 8; i++) {
            crowd.camera(Urgency.LIVE, 1, 20 * MS, i * MS);
        }
        crowd.runUntil(200 * MS);
        assertThat(crowd.trace())
                .isEqualTo("0:c00 9:c01c02 19:c03c04c05c06c07 32:c00c01c02c03c04c05c06c07 48:c00c01c02c03c04c05c06c07"
                        + " 64:c00c01c02c03c04 77:c05c06c07 88:c00c01c02c03c04c05c06c07 104:c00c01c02c03c04"
                        + " 117:c05c06c07 128:c00c01c02c03c04c05c06c07 144:c00c01c02c03c04 157:c05c06c07"
                        + " 168:c00c01c02c03c04c05c06c07 184:c00c01c02c03c04 197:c05c06c07");
    }

    /** A crowd of random size, rhythm and detector; every camera alike, at 30 to 1000 % of what the detector can do. */
    private static Crowd alike(Random random) {
        int cameras = 2 + random.nextInt(39);
        int servers = 1 + random.nextInt(4);
        int most = random.nextBoolean() ? 1 : 1 + random.nextInt(16);
        long periodNs = (20 + random.nextInt(180)) * MS;
        double load = 0.3 + 9.7 * random.nextDouble();
        double callNs = load * periodNs * servers / cameras;
        double fixed = random.nextDouble();
        Crowd crowd = new Crowd(
                servers, most, (long) (callNs * fixed), (long) (callNs * (1 - fixed)) + 1, 2_000 * MS, random);
        for (int i = 0; i < cameras; i++) {
            crowd.camera(Urgency.LIVE, 1, periodNs, (long) (random.nextDouble() * periodNs));
        }
        return crowd;
    }

    @Test
    void camerasOfEqualWeightAreServedAlikeAtAnyOverload() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Crowd crowd = alike(new Random(seed));
            crowd.runUntil(200_000 * MS);
            double most =
                    crowd.cameras().stream().mapToLong(c -> c.served).max().orElseThrow();
            double least =
                    crowd.cameras().stream().mapToLong(c -> c.served).min().orElseThrow();
            assertThat(most / least).as("most to least served, seed %d", seed).isLessThanOrEqualTo(1.1);
        }
    }

    @Test
    void everyLookIsServedOrDroppedForOneCauseAndNoneIsLateOnceTheDetectorIsKnown() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Crowd crowd = new Crowd(
                    1 + random.nextInt(3),
                    1 + random.nextInt(8),
                    random.nextInt(100) * MS,
                    (1 + random.nextInt(100)) * MS,
                    (50 + random.nextInt(1_000)) * MS,
                    null);
            for (int i = 0; i < 1 + random.nextInt(30); i++) {
                Urgency urgency = Urgency.values()[random.nextInt(3)];
                crowd.camera(
                        urgency,
                        0.1 + 5 * random.nextDouble(),
                        (10 + random.nextInt(500)) * MS,
                        random.nextInt(100) * MS);
            }
            crowd.runUntil(60_000 * MS);
            for (Crowd.Camera camera : crowd.cameras()) {
                assertThat(camera.served + camera.superseded + camera.expired + camera.left())
                        .as("what became of the looks of %s, seed %d", camera.id, seed)
                        .isEqualTo(camera.offered);
            }
            assertThat(crowd.cameras().stream().mapToLong(c -> c.late).sum())
                    .as("late but for the first calls, of which nobody knows how long they take, seed %d", seed)
                    .isLessThanOrEqualTo(3);
            assertThat(crowd.idleWhileWaiting())
                    .as("work-conserving, seed %d", seed)
                    .isZero();
        }
    }

    @Test
    void underOverloadTurnsFollowTheWeights() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Crowd crowd = new Crowd(1, 1, 0, 20 * MS, 5_000 * MS, random);
            double[] weights = {0.5, 1, 1, 2, 4};
            for (double weight : weights) {
                crowd.camera(Urgency.LIVE, weight, 10 * MS, random.nextInt(10) * MS);
            }
            crowd.runUntil(200_000 * MS);
            double total = crowd.cameras().stream().mapToLong(c -> c.served).sum();
            for (Crowd.Camera camera : crowd.cameras()) {
                assertThat(camera.served / total)
                        .as("share of weight %s, seed %d", camera.weight, seed)
                        .isCloseTo(camera.weight / 8.5, within(0.15 * camera.weight / 8.5));
            }
        }
    }

    @Test
    void aCameraThatAsksSeldomIsAnsweredSoonAtAnyOverload() {
        Crowd crowd = new Crowd(1, 1, 0, 20 * MS, 100 * MS, null);
        for (int i = 0; i < 20; i++) {
            crowd.camera(Urgency.LIVE, 1, 20 * MS, i * MS);
        }
        Crowd.Camera seldom = crowd.camera(Urgency.LIVE, 1, 5_003 * MS, 500 * MS);
        crowd.runUntil(100_000 * MS);
        assertThat(seldom.served).isEqualTo(seldom.offered - seldom.left());
    }
}
