package io.vedette.pipeline.gate;

/**
 * Decides which of a camera's packets are decoded: asleep as few as the level asks for, awake all of them. It wakes by what a look
 * finds, and then has the packets from the last quiet key frame on decoded again, so that nothing of what woke it is missed. Pure:
 * it is told of packets and looks in their order and knows no time but theirs. Confined to one lane.
 */
final class Gate {

    /** What the gate asks and tells of probes. */
    interface Probes {
        /** Whether so many pictures may be decoded; asked with every packet until it is granted. */
        boolean may(int pictures);

        /** A probe ended. */
        void ended(boolean foundSomething);
    }

    /**
     * Key frames that follow each other closer are not all looked at, since to some cameras every picture is one. So far apart, each
     * look stands for itself.
     */
    static final long LEAST_STEP_NS = 700_000_000L;

    private static final long NONE = Long.MIN_VALUE;
    /** Of the hold, so much is enough where nothing bears out what woke it. */
    private static final double UNCONFIRMED = 0.5;
    /** A probe goes so far beyond what triggered it that two looks are had at five a second. */
    private static final long SETTLE_NS = 400_000_000L;

    private final Probes probes;
    private final GateFigures figures = new GateFigures();
    private long holdNs;
    private boolean never;
    private boolean watched;
    private Level level = Level.FULL;
    private boolean certain;
    private GateState state = GateState.LEARNING;
    private boolean ready;
    private boolean busy;
    private boolean moved;
    private boolean triggered;
    private boolean relearn;
    /** Since it woke, something was followed, or moved from one look to the next. */
    private boolean confirmed;

    private boolean rewind;
    /** The decoder stands where the gate fell asleep. */
    private boolean decoderWaits;

    private int passedOver;
    private int formerlyPassedOver;
    private long rewindToDtsNs = NONE;
    private long targetNs = NONE;
    private long newestNs = NONE;
    private long keyNs = NONE;
    private long quietKeyNs = NONE;
    private long resumeNs = NONE;
    private long heldNs = NONE;

    /**
     * A gate that learns.
     *
     * @param holdNs how long it stays awake after the last motion
     */
    Gate(long holdNs, Probes probes) {
        this.holdNs = holdNs;
        this.probes = probes;
    }

    /** New settings; the state stays, but one that never sleeps wakes. */
    void configure(long hold, boolean neverSleeps) {
        holdNs = hold;
        never = neverSleeps;
        if (never && state == GateState.ASLEEP) {
            wake(resumeOrKey());
        }
    }

    /** Another time line begins. */
    void restart() {
        state = GateState.LEARNING;
        certain = false;
        ready = false;
        moved = false;
        rewind = false;
        relearn = false;
        decoderWaits = false;
        newestNs = NONE;
        keyNs = NONE;
        quietKeyNs = NONE;
        resumeNs = NONE;
        heldNs = NONE;
    }

    /** The level that holds from now on, and whether it rests on more than a beginning. */
    void level(Level chosen, boolean isCertain) {
        boolean fuller = chosen.full() && !level.full();
        boolean sparser = !chosen.full() && level.full();
        certain = isCertain;
        level = chosen;
        if (fuller && state == GateState.ASLEEP) {
            goBack(resumeOrKey());
        } else if (sparser && state == GateState.ASLEEP) {
            fallAsleep();
        }
    }

    /**
     * What keeps an open gate open.
     *
     * @param following whether something is followed that does not stand still
     * @param asking whether a look is being answered
     */
    void held(boolean following, boolean asking) {
        busy = following || asking;
        confirmed |= following;
    }

    /** Whether somebody watches live: that keeps the gate open, and opens it. */
    void watched(boolean now) {
        watched = now;
        if (watched && state == GateState.ASLEEP && !level.full()) {
            state = GateState.AWAKE;
            heldNs = newestNs;
            goBack(resumeOrKey());
        }
    }

    /**
     * What becomes of the next packet.
     *
     * @param dtsNs its decoding time
     * @param key whether decoding can begin here
     * @param trigger whether what the packets tell gives reason to look
     */
    PacketOrder packet(long dtsNs, boolean key, boolean trigger) {
        if (newestNs == NONE || dtsNs > newestNs) {
            figures.time(state != GateState.ASLEEP, newestNs == NONE ? 0 : dtsNs - newestNs);
            newestNs = dtsNs;
        }
        if (rewind) {
            rewind = false;
            return PacketOrder.REWIND;
        }
        comeThrough(dtsNs);
        if (state == GateState.ASLEEP && !level.full()) {
            boolean due = keyNs == NONE || dtsNs < keyNs || dtsNs - keyNs >= LEAST_STEP_NS;
            return key && due ? look(dtsNs) : passOver(dtsNs, trigger);
        }
        keyNs = key ? dtsNs : keyNs;
        return PacketOrder.DECODE;
    }

    /** Goes where the time leads. */
    private void comeThrough(long dtsNs) {
        if ((state == GateState.LEARNING && certain && ready) || (state == GateState.WAKING && dtsNs > targetNs)) {
            state = GateState.AWAKE;
            heldNs = dtsNs;
        } else if (state == GateState.AWAKE) {
            heldNs = busy || never || watched ? dtsNs : heldNs;
            if (!moved && dtsNs - heldNs >= (confirmed ? holdNs : UNCONFIRMED * holdNs)) {
                fallAsleep();
            }
        } else if (state == GateState.PROBING && dtsNs - targetNs > SETTLE_NS) {
            figures.inVain();
            probes.ended(false);
            fallAsleep();
        }
    }

    private void fallAsleep() {
        state = GateState.ASLEEP;
        triggered = false;
        relearn = false;
        confirmed = false;
        moved = false;
        passedOver = 0;
        formerlyPassedOver = 0;
        decoderWaits = true;
        resumeNs = NONE;
    }

    private PacketOrder look(long dtsNs) {
        quietKeyNs = keyNs;
        keyNs = dtsNs;
        decoderWaits = false;
        resumeNs = NONE;
        formerlyPassedOver = passedOver;
        passedOver = 1;
        triggered = false;
        relearn = false;
        return PacketOrder.LOOK;
    }

    private PacketOrder passOver(long dtsNs, boolean trigger) {
        if (decoderWaits && resumeNs == NONE) {
            resumeNs = dtsNs;
        }
        passedOver++;
        triggered |= trigger && level == Level.PACKETS;
        if ((!triggered && !relearn) || resumeOrKey() == NONE || !probes.may(passedOver)) {
            return PacketOrder.SKIP;
        }
        if (triggered) {
            figures.probed();
            state = GateState.PROBING;
        } else {
            state = GateState.LEARNING;
            ready = false;
        }
        targetNs = dtsNs;
        rewindToDtsNs = resumeOrKey();
        return PacketOrder.REWIND;
    }

    /**
     * A picture was looked at.
     *
     * @param ptsNs its time
     * @param isReady whether motion had learnt its background
     * @param moving whether something moves
     */
    void looked(long ptsNs, boolean isReady, boolean moving) {
        boolean again = moved && moving;
        ready = isReady;
        moved = moving;
        switch (state) {
            case ASLEEP -> lookedAsleep(ptsNs);
            case PROBING -> {
                if (moving) {
                    probes.ended(true);
                    figures.woke();
                    state = GateState.WAKING;
                    targetNs = newestNs;
                }
            }
            case AWAKE -> {
                confirmed |= again;
                heldNs = again ? Math.max(heldNs, ptsNs) : heldNs;
            }
            default -> {
                // What was passed over is seen first.
            }
        }
    }

    private void lookedAsleep(long ptsNs) {
        relearn = !ready && !level.full();
        if (moved && level.full()) {
            figures.woke();
            state = GateState.AWAKE;
            heldNs = ptsNs;
        } else if (moved) {
            figures.woke();
            // What the key frame shows may have come right after the one before.
            wake(quietKeyNs == NONE ? keyNs : quietKeyNs);
        }
    }

    private void wake(long fromDtsNs) {
        state = GateState.WAKING;
        targetNs = newestNs;
        goBack(fromDtsNs);
    }

    private long resumeOrKey() {
        return resumeNs == NONE ? keyNs : resumeNs;
    }

    private void goBack(long toDtsNs) {
        rewind = toDtsNs != NONE;
        rewindToDtsNs = toDtsNs;
    }

    GateState state() {
        return state;
    }

    /** Whether what was passed over is decoded since something was there: it counts as moving, if it was looked at before. */
    boolean waking() {
        return state == GateState.WAKING;
    }

    /** Whether objects may be looked for in the latest picture; not while it will come again, after those before it. */
    boolean open() {
        return !rewind && state != GateState.PROBING;
    }

    /** Where the cursor goes with {@link PacketOrder#REWIND}: the decoding time of the first packet to come again. */
    long rewindToDtsNs() {
        return rewindToDtsNs;
    }

    /** Pictures that a wake has to decode again, about. */
    int passedOver() {
        return formerlyPassedOver + passedOver;
    }

    GateFigures figures() {
        return figures;
    }
}
