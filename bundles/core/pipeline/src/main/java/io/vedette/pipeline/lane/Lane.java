package io.vedette.pipeline.lane;

import io.vedette.api.media.MediaPacket;
import io.vedette.api.trigger.Press;
import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.worker.Setbacks;
import io.vedette.core.spi.worker.WorkerState;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.PlugIn;
import io.vedette.pipeline.gate.GateView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera's serial actor: a cursor in its packet ring, and the stages decode, motion, detect, track. All calls into their
 * sessions run on its turns. Its public methods are thread-safe.
 */
public final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int PACKETS_A_TURN = 8;

    private final LaneServices services;
    private final Pace pace;
    private final Count.Board counts = new Count.Board();
    private final Mailbox mailbox;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<LaneOrders> orders;
    private final LaneView view;
    private final PacketCursor packets;
    private final GateStage gate;
    private final DecodeStage decode;
    private final PictureStage pictures;
    private final String id;
    private final Setbacks setbacks;
    private LaneOrders applied;
    private int owed;
    private boolean broken;
    private long restsUntilNs;
    private volatile boolean ended;

    /** A lane with the given orders; it does nothing until it is {@link #attach attached} to a hub. */
    Lane(LaneServices services, LaneOrders orders, Pace pace, Detecting detecting, Journal journal) {
        this.services = services;
        this.pace = pace;
        this.orders = new AtomicReference<>(orders);
        this.applied = orders;
        this.packets = new PacketCursor(counts, journal);
        CameraSettings settings = orders.settings();
        this.id = settings.id();
        this.setbacks = new Setbacks("lane " + id, true);
        this.mailbox = new Mailbox(services.pool(), new Metered(counts, this::turn));
        this.gate = new GateStage(services, orders, counts);
        this.view = new LaneView(settings.id(), services.facts(), counts, gate.view());
        this.pictures = new PictureStage(
                new PictureStage.Lent(services, counts, view, packets, gate.gate()),
                orders,
                pace,
                detecting,
                () -> mailbox.signal(Mailbox.ANSWER));
        this.decode = new DecodeStage(settings.info(), services.experts().decoders(), counts, pictures::picture);
    }

    /** Follows a hub from its latest key frame on; a former one is left. */
    void attach(Hub hub) {
        Hub.Cursor fresh = hub.follow(() -> mailbox.signal(Mailbox.PACKET));
        orders.updateAndGet(o -> o.with(hub, fresh));
        mailbox.signal(Mailbox.SETTINGS);
    }

    /** Follows nothing any more. */
    void detach() {
        orders.updateAndGet(o -> o.with(null, null));
        mailbox.signal(Mailbox.SETTINGS);
    }

    void order(LaneOrders changed) {
        orders.updateAndGet(o -> changed.with(o.hub(), o.cursor()));
        mailbox.signal(Mailbox.SETTINGS);
    }

    void expertsChanged() {
        mailbox.signal(Mailbox.EXPERTS);
    }

    /** Whether its camera is switched on. */
    boolean enabled() {
        return orders.get().settings().enabled();
    }

    /** Somebody pressed the camera's button. */
    void press(Press press) {
        pictures.press(press);
    }

    void tick() {
        mailbox.signal(Mailbox.TICK);
    }

    /** For how long a turn has been running; long where an expert hangs. */
    long runningNs() {
        return mailbox.runningNs();
    }

    /** Whether media that has an end was followed to it, and every look answered. */
    boolean ended() {
        return ended;
    }

    LaneView view() {
        return view;
    }

    Screen screen() {
        return pictures.screen();
    }

    /** How its own work goes. */
    WorkerState worker() {
        return setbacks.state();
    }

    /** Begins to stop; {@link #stop} waits for it. */
    void cease() {
        mailbox.signal(Mailbox.STOP);
    }

    /** Stops the lane and waits until its sessions are closed. */
    boolean stop(long limitMs) {
        cease();
        try {
            return stopped.await(limitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * A turn that breaks costs what the lane follows at that moment, as if the camera were lost; it goes on with the next packet,
     * after a rest. Ticks wake it from that.
     */
    private int turn(int signals) {
        if (stopped.getCount() == 0) {
            return 0;
        }
        if ((signals & Mailbox.STOP) != 0) {
            close();
            return 0;
        }
        owed |= signals & (Mailbox.SETTINGS | Mailbox.EXPERTS);
        if (broken && System.nanoTime() - restsUntilNs < 0) {
            return 0;
        }
        // plug-in edge: on — whatever the lane's own work throws ends here
        try {
            return work(signals);
        } catch (RuntimeException | Error e) {
            broken = true;
            restsUntilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(setbacks.befell(e));
        }
        // plug-in edge: off
        return 0;
    }

    private int work(int signals) {
        if (broken) {
            loseSight();
            broken = false;
        }
        if ((owed & Mailbox.SETTINGS) != 0) {
            apply(orders.get());
        }
        if ((owed & Mailbox.EXPERTS) != 0) {
            expertsMayDiffer();
        }
        owed = 0;
        pictures.collect();
        if ((signals & Mailbox.TICK) != 0) {
            onTick();
        }
        return takePackets() ? Mailbox.PACKET : 0;
    }

    private void apply(LaneOrders changed) {
        if (changed.cursor() != applied.cursor()) {
            follow(changed.cursor());
        }
        gate.configure(changed.settings().gate());
        pictures.configure(changed);
        applied = changed;
        view.configured(changed);
    }

    /** Another connection begins another time line. */
    private void follow(Hub.Cursor other) {
        if (packets.place().isPresent()) {
            decode.drain();
            pictures.stopDetecting();
        }
        decode.newTimeLine();
        gate.newTimeLine();
        pictures.newTimeLine();
        packets.follow(other);
    }

    private void expertsMayDiffer() {
        packets.place().ifPresent(decode::expertsChanged);
        pictures.expertsChanged();
    }

    private void onTick() {
        if (pace.jumps()) {
            pictures.expire();
        }
        pictures.tick();
        view.tick(orders.get(), gate.view(), services.clock().instant());
        screen().tick(System.nanoTime());
        if (view.justLost()) {
            loseSight();
        }
    }

    /** Ends what is followed. */
    private void loseSight() {
        pictures.stopDetecting();
        gate.newTimeLine();
        view.still();
    }

    /** Takes some packets; true where more may be there. */
    private boolean takePackets() {
        if (packets.place().isEmpty() || !applied.settings().enabled()) {
            return false;
        }
        if (pace.jumps()) {
            packets.jumpIfFarBehind();
        }
        for (int i = 0; i < PACKETS_A_TURN; i++) {
            if (!mayAdvance()) {
                return false;
            }
            Optional<MediaPacket> next = packets.next();
            if (next.isEmpty()) {
                finishIfEnded();
                return false;
            }
            try (MediaPacket packet = next.get()) {
                take(packet);
            }
            if (mailbox.waits(Mailbox.EXPERTS)) {
                return true;
            }
        }
        return true;
    }

    /** What comes again is not live: there every look is waited for. */
    private boolean mayAdvance() {
        return pace.mayAdvance(packets.taken(), pictures.pending()) && !(packets.again() && pictures.outstanding());
    }

    private void take(MediaPacket packet) {
        boolean fresh = packets.note(packet);
        switch (gate.order(packet, fresh, pictures, packets)) {
            case SKIP -> {
                // The decoder goes on at a key frame, or here.
            }
            case LOOK -> {
                pictures.lookAtNext();
                decode(packet);
                decode.drain();
            }
            case DECODE -> decode(packet);
            case REWIND -> {
                decode.rewound();
                pictures.rewound();
            }
        }
    }

    private void decode(MediaPacket packet) {
        decode.leaveOutLoopFilter(gate.unfiltered());
        gate.decoded(decode.decode(packet));
    }

    private void finishIfEnded() {
        Hub hub = applied.hub();
        boolean mayEnd = !ended && !pace.jumps() && hub != null;
        if (mayEnd && hub.connection().ended() && packets.caughtUp()) {
            decode.drain();
            ended = !pictures.outstanding();
        }
    }

    /** Closes all, even where closing one breaks. */
    private void close() {
        List<PlugIn.Action> all = new ArrayList<>(pictures.closing());
        all.addAll(List.of(decode::close, gate::close, packets::close, () -> view.gone(applied)));
        for (PlugIn.Action each : all) {
            try {
                PlugIn.run("closing", each);
            } catch (PlugIn.Failure e) {
                LOG.error("The lane of camera {} does not close cleanly", id, e);
            }
        }
        stopped.countDown();
    }

    Map<String, Long> counters() {
        return counts.all();
    }

    /** Where the gate stands; to be asked on the lane's own thread. */
    GateView gate() {
        return gate.view();
    }
}
