package io.vedette.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lane by a virtual clock: 25 packets a second, a key frame every two, looks at five a second. */
class GateTest implements Gate.Probes {

    private static final long TICK_NS = 40_000_000L;
    private static final long HOLD_NS = 2_000_000_000L;

    private final Gate gate = new Gate(HOLD_NS, this);
    private final List<Integer> decoded = new ArrayList<>();
    private final List<Integer> looked = new ArrayList<>();
    private int group = 50;
    private int cursor;
    private int lastLook;
    private int movesFrom = Integer.MAX_VALUE;
    private int movesTo = Integer.MAX_VALUE;
    private int triggerAt = -1;
    private boolean ready = true;
    private boolean allowed = true;
    private int askedFor;
    private final List<Boolean> ended = new ArrayList<>();

    @Override
    public boolean may(int pictures) {
        askedFor = pictures;
        return allowed;
    }

    @Override
    public void ended(boolean foundSomething) {
        ended.add(foundSomething);
    }

    private void runTo(int tick) {
        int most = 10_000;
        while (cursor <= tick) {
            assertThat(--most).as("it does not go in circles").isPositive();
            step();
        }
    }

    private void step() {
        switch (gate.packet(cursor * TICK_NS, cursor % group == 0, cursor == triggerAt)) {
            case REWIND -> cursor = (int) (gate.rewindToDtsNs() / TICK_NS);
            case LOOK -> {
                look();
                cursor++;
            }
            case DECODE -> {
                decoded.add(cursor);
                if (cursor - lastLook >= 5 || cursor < lastLook) {
                    look();
                }
                cursor++;
            }
            case SKIP -> cursor++;
        }
    }

    private void look() {
        lastLook = cursor;
        looked.add(cursor);
        gate.looked(cursor * TICK_NS, ready, cursor >= movesFrom && cursor < movesTo);
    }

    private void sleepAt(Level level) {
        runTo(20);
        gate.level(level, true);
        runTo(120);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
        decoded.clear();
        looked.clear();
    }

    @Test
    void decodesAllUntilTheLevelIsKnownAndMotionHasLearnt() {
        ready = false;
        runTo(100);
        gate.level(Level.KEY_FRAMES, true);
        runTo(200);
        assertThat(gate.state()).isEqualTo(GateState.LEARNING);
        assertThat(decoded).hasSize(201);
        ready = true;
        runTo(300);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
    }

    @Test
    void looksAtKeyFramesAloneWhileItSleeps() {
        sleepAt(Level.KEY_FRAMES);
        triggerAt = 170;
        runTo(420);
        assertThat(decoded).isEmpty();
        assertThat(looked).containsExactly(150, 200, 250, 300, 350, 400);
    }

    @Test
    void leavesOutKeyFramesThatFollowEachOtherClosely() {
        group = 1;
        sleepAt(Level.KEY_FRAMES);
        int from = cursor;
        looked.clear();
        decoded.clear();
        runTo(from + 99);
        assertThat(looked).as("every 720 ms of 4 s").hasSizeBetween(5, 6);
        assertThat(decoded).isEmpty();
    }

    @Test
    void decodesFromTheLastQuietKeyFrameOnWhenItWakes() {
        sleepAt(Level.KEY_FRAMES);
        movesFrom = 205;
        movesTo = 400;
        runTo(260);
        assertThat(looked).startsWith(150, 200, 250, 200);
        assertThat(decoded).startsWith(200, 201).doesNotHaveDuplicates().endsWith(260);
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
        assertThat(gate.figures().wakes()).isEqualTo(1);
    }

    @Test
    void wakesForEveryVisitThatAKeyFrameShows() {
        for (int from = 200; from < 250; from++) {
            GateTest other = new GateTest();
            other.sleepAt(Level.KEY_FRAMES);
            other.movesFrom = from;
            other.movesTo = from + other.group + 1;
            other.runTo(400);
            assertThat(other.decoded)
                    .as("a visit from %d", from)
                    .contains(from, from + other.group / 2, from + other.group);
        }
    }

    @Test
    void sleepsAgainAfterTheHold() {
        sleepAt(Level.KEY_FRAMES);
        movesFrom = 205;
        movesTo = 320;
        runTo(364);
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
        runTo(366);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
    }

    @Test
    void sleepsAfterHalfTheHoldWhereNothingBearsOutWhatWokeIt() {
        sleepAt(Level.KEY_FRAMES);
        movesFrom = 250;
        movesTo = 251;
        runTo(274);
        assertThat(gate.figures().wakes()).isEqualTo(1);
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
        runTo(277);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
    }

    @Test
    void isHeldOpenByWhatIsFollowed() {
        sleepAt(Level.KEY_FRAMES);
        movesFrom = 205;
        movesTo = 300;
        runTo(290);
        gate.held(true, false);
        runTo(900);
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
        gate.held(false, false);
        runTo(945);
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
        runTo(955);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
    }

    @Test
    void probesFromTheLastKeyFrameAndSleepsAtOnceWhereNothingIs() {
        sleepAt(Level.PACKETS);
        triggerAt = 170;
        runTo(199);
        assertThat(decoded).first().isEqualTo(150);
        assertThat(decoded).last().isEqualTo(180);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
        assertThat(ended).containsExactly(false);
        assertThat(askedFor).isEqualTo(21);
        assertThat(gate.figures().vain()).isEqualTo(1);
    }

    @Test
    void goesOnWhereTheLastProbeEndedWithinTheSameGroup() {
        sleepAt(Level.PACKETS);
        triggerAt = 160;
        runTo(175);
        decoded.clear();
        triggerAt = 185;
        runTo(199);
        assertThat(decoded).first().isEqualTo(171);
        assertThat(decoded).last().isEqualTo(195);
    }

    @Test
    void wakesByAProbeThatFindsSomething() {
        sleepAt(Level.PACKETS);
        movesFrom = 160;
        movesTo = 400;
        triggerAt = 170;
        runTo(199);
        assertThat(gate.open()).isTrue();
        assertThat(ended).containsExactly(true);
        assertThat(decoded).first().isEqualTo(150);
        assertThat(decoded).doesNotHaveDuplicates().last().isEqualTo(199);
        runTo(300);
        assertThat(decoded).doesNotHaveDuplicates();
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
    }

    @Test
    void waitsForTheBudgetUntilTheNextKeyFrameIsLookedAtAnyway() {
        sleepAt(Level.PACKETS);
        allowed = false;
        triggerAt = 160;
        runTo(180);
        assertThat(decoded).isEmpty();
        allowed = true;
        runTo(181);
        assertThat(decoded).first().isEqualTo(150);

        GateTest other = new GateTest();
        other.sleepAt(Level.PACKETS);
        other.allowed = false;
        other.triggerAt = 160;
        other.runTo(205);
        other.allowed = true;
        other.runTo(249);
        assertThat(other.decoded).isEmpty();
    }

    @Test
    void learnsAnewWhereTheWholePictureChanged() {
        sleepAt(Level.KEY_FRAMES);
        runTo(199);
        ready = false;
        runTo(230);
        assertThat(gate.state()).isEqualTo(GateState.LEARNING);
        assertThat(decoded).startsWith(200, 201);
        ready = true;
        runTo(300);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
        assertThat(gate.figures().wakes()).isZero();
    }

    @Test
    void decodesAllAtTheFullLevelAndWakesAtTheFirstLook() {
        sleepAt(Level.FULL);
        movesFrom = 203;
        movesTo = 300;
        runTo(202);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
        runTo(208);
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
        assertThat(decoded).doesNotHaveDuplicates().hasSize(88);
    }

    @Test
    void decodesOnFromTheLastKeyFrameWhenTheLevelRises() {
        sleepAt(Level.KEY_FRAMES);
        runTo(220);
        gate.level(Level.FULL, true);
        runTo(230);
        assertThat(decoded).startsWith(200, 201).endsWith(230);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
    }

    @Test
    void neverSleepsWhereItIsToldSo() {
        sleepAt(Level.KEY_FRAMES);
        runTo(220);
        gate.configure(HOLD_NS, true);
        runTo(2_000);
        assertThat(gate.state()).isEqualTo(GateState.AWAKE);
        assertThat(decoded).startsWith(200, 201);
    }

    @Test
    void opensForWhoWatchesAndStaysOpenMeanwhile() {
        sleepAt(Level.KEY_FRAMES);
        runTo(170);
        decoded.clear();
        gate.watched(true);
        assertThat(gate.open()).as("what was passed over comes first").isFalse();
        runTo(400);
        assertThat(decoded).first().isEqualTo(150);
        assertThat(decoded).doesNotHaveDuplicates().last().isEqualTo(400);
        assertThat(gate.figures().wakes()).as("nothing was there").isZero();
        gate.watched(false);
        runTo(500);
        assertThat(gate.state()).isEqualTo(GateState.ASLEEP);
    }

    @Test
    void learnsOnAnotherTimeLine() {
        sleepAt(Level.KEY_FRAMES);
        gate.restart();
        cursor = 7;
        assertThat(gate.packet(cursor * TICK_NS, false, true)).isEqualTo(PacketOrder.DECODE);
        assertThat(gate.state()).isEqualTo(GateState.LEARNING);
    }

    @Test
    void tellsHowLongItWasAwake() {
        sleepAt(Level.KEY_FRAMES);
        runTo(100_000 / 40);
        assertThat(gate.figures().awakeShare()).isBetween(0.01, 0.05);
    }
}
