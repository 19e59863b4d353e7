package io.vedette.pipeline.gate;

import io.vedette.api.media.MediaPacket;

/**
 * The gate of one camera: reads its packets, measures its key frames, chooses the level, and says of each packet what becomes of
 * it. Owns nothing; makes no garbage between key frames. Confined to one lane.
 */
public final class CameraGate {

    private static final long NONE = Long.MIN_VALUE;
    /** Before a picture was timed: 720p on a small machine. */
    private static final double FIRST_GUESS_S = 0.004;

    /** A camera may save up so many seconds of its share for a few probes at once. */
    private static final double SAVED_S = 10;

    private static final double LATEST_COUNTS = 0.05;
    /** Measured distances that differ by less are the same. */
    private static final long GOP_STEP_NS = 50_000_000L;

    private final String camera;
    private final ProbeBudget budget;
    private final PacketReader reader = new PacketReader();
    private final GopMeter gop = new GopMeter();
    private final PacketProbe probe = new PacketProbe();
    private final Gate gate;
    private GateSettings settings;
    private TokenBucket own;
    private LevelChoice choice;
    private long choiceBasis = NONE;
    private long newestNs = NONE;
    private long nowNs;
    private double decodingS = FIRST_GUESS_S;

    /**
     * A gate that learns.
     *
     * @param camera whose it is
     * @param budget what all cameras may spend on probes
     */
    public CameraGate(String camera, GateSettings settings, ProbeBudget budget) {
        this.camera = camera;
        this.budget = budget;
        this.settings = settings;
        this.gate = new Gate(settings.hold().toNanos(), new Gate.Probes() {
            @Override
            public boolean may(int pictures) {
                return afford(pictures * decodingS);
            }

            @Override
            public void ended(boolean foundSomething) {
                if (!foundSomething) {
                    probe.inVain();
                }
            }
        });
        configure(settings);
    }

    /** New settings; what was learnt stays. */
    public void configure(GateSettings changed) {
        if (own == null || changed.probes() != settings.probes()) {
            own = new TokenBucket(changed.probes(), changed.probes() * SAVED_S);
        }
        settings = changed;
        gate.configure(changed.hold().toNanos(), changed.wish() == LevelWish.NEVER);
        choose();
    }

    /** Both the camera's own share and that of the machine must allow a probe. */
    private boolean afford(double cost) {
        own.fill(nowNs);
        double need = Math.min(cost, settings.probes() * SAVED_S);
        boolean may = settings.probes() > 0 && own.has(need) && budget.ask(camera, cost, nowNs);
        if (may) {
            own.take(cost);
        }
        return may;
    }

    /** Another connection: its times have nothing to do with the former one's. */
    public void newTimeLine() {
        gop.clear();
        probe.clear();
        gate.restart();
        newestNs = NONE;
        choose();
    }

    /**
     * What becomes of the next packet of the cursor; one that comes again after a rewind is known by its time.
     *
     * @param packet borrowed
     * @param nanoTime the time, on the clock that all cameras' gates share
     */
    public PacketOrder packet(MediaPacket packet, long nanoTime) {
        nowNs = nanoTime;
        long dtsNs = packet.dtsNs();
        boolean key = packet.key();
        boolean trigger = false;
        if (dtsNs > newestNs) {
            newestNs = dtsNs;
            CodedPicture picture = reader.read(packet);
            key &= !picture.gradualRefresh();
            gop.packet(dtsNs, key, picture.gradualRefresh());
            boolean quiet = gate.state() == GateState.ASLEEP || gate.state() == GateState.LEARNING;
            trigger = probe.packet(picture, dtsNs, key, quiet);
            if (basis() != choiceBasis) {
                choose();
            }
        }
        PacketOrder order = gate.packet(dtsNs, key, trigger);
        if (order == PacketOrder.REWIND && gate.state() == GateState.WAKING) {
            budget.spend(gate.passedOver() * decodingS, nowNs);
        }
        return order;
    }

    /** What the choice rests on, so that it is made only when that changes. */
    private long basis() {
        long flags = (gop.known() ? 1 : 0) | (gop.missing() ? 2 : 0) | (gop.refreshed() ? 4 : 0);
        return ((gop.highNs() / GOP_STEP_NS) << 3) | flags;
    }

    private void choose() {
        choiceBasis = basis();
        choice = LevelChoice.of(settings.wish(), settings.alertDelay(), gop);
        gate.level(choice.level(), choice.certain());
    }

    /**
     * A picture was looked at.
     *
     * @param ready whether motion had learnt its background; a picture that changed as a whole was not
     * @param moving whether something moves
     */
    public void looked(long ptsNs, boolean ready, boolean moving) {
        gate.looked(ptsNs, ready, moving);
    }

    /**
     * What keeps an open gate open.
     *
     * @param following whether something is followed that does not stand still
     * @param asking whether a look is being answered
     */
    public void held(boolean following, boolean asking) {
        gate.held(following, asking);
    }

    /** Whether somebody watches live: that keeps the gate open, and opens it. */
    public void watched(boolean now) {
        gate.watched(now);
    }

    /** How long the decoding of a picture took. */
    public void decoded(long tookNs) {
        decodingS += LATEST_COUNTS * (tookNs / 1e9 - decodingS);
    }

    /** Where the cursor goes with {@link PacketOrder#REWIND}: the decoding time of the first packet to come again. */
    public long rewindToDtsNs() {
        return gate.rewindToDtsNs();
    }

    /** Whether what was passed over is decoded since something was there: it counts as moving, if it was looked at before. */
    public boolean waking() {
        return gate.waking();
    }

    /** Whether objects may be looked for in the latest picture; not while it will come again, after those before it. */
    public boolean open() {
        return gate.open();
    }

    /** Whether the decoder may leave out its loop filter. */
    public boolean unfiltered() {
        return choice.level() == Level.UNFILTERED;
    }

    /** What is to be told of the gate. */
    public GateView view() {
        GateFigures figures = gate.figures();
        return new GateView(
                gate.state(),
                choice,
                gop.usualSeconds(),
                figures.awakeShare(),
                figures.wakes(),
                figures.probes(),
                figures.vain());
    }

    /** The camera is gone. */
    public void leave() {
        budget.forget(camera);
    }
}
