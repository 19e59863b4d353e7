package io.vedette.pipeline.lane;

import io.vedette.api.Box;
import io.vedette.api.media.Frame;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.Picture;
import io.vedette.api.motion.Motion;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A camera's serial actor: a cursor in its packet ring, and the stages decode, motion, detect, track. All calls into their
 * sessions run on its turns. Its public methods are thread-safe.
 */
public final class Lane {

    private static final int PACKETS_A_TURN = 8;

    private final LaneServices services;
    private final Pace pace;
    private final Count.Board counts = new Count.Board();
    private final Mailbox mailbox;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<LaneOrders> orders;
    private final LaneView view;
    private final Screen screen = new Screen();
    private final DecodeStage decode;
    private final MotionStage motion;
    private final LookStage looks;
    private final ObjectStage objects;
    private final PacketCursor packets;
    private final Sampler sampler = new Sampler();
    private LaneOrders applied;
    private volatile boolean ended;

    /** A lane with the given orders; it does nothing until it is {@link #attach attached} to a hub. */
    Lane(LaneServices services, LaneOrders orders, Pace pace, Detecting detecting, Journal journal) {
        this.services = services;
        this.pace = pace;
        this.orders = new AtomicReference<>(orders);
        this.applied = orders;
        this.packets = new PacketCursor(counts, journal);
        CameraSettings settings = orders.settings();
        this.mailbox = new Mailbox(services.pool(), new Metered(counts, this::turn));
        this.view = new LaneView(settings.id(), services.facts(), counts);
        this.decode = new DecodeStage(settings.info(), services.experts().decoders(), counts, this::picture);
        this.motion = new MotionStage(
                settings.info(), settings.motion(), services.experts().motions(), services.scaler());
        this.looks = new LookStage(
                detecting,
                services.scaler(),
                counts,
                this::answered,
                () -> mailbox.signal(Mailbox.ANSWER),
                !pace.jumps());
        this.looks.configure(settings.wish());
        this.objects = new ObjectStage(services, orders, pace != Pace.FOLLOW);
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
        return screen;
    }

    /** Stops the lane and waits until its sessions are closed. */
    boolean stop(long limitMs) {
        mailbox.signal(Mailbox.STOP);
        try {
            return stopped.await(limitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int turn(int signals) {
        if (stopped.getCount() == 0) {
            return 0;
        }
        if ((signals & Mailbox.STOP) != 0) {
            close();
            return 0;
        }
        if ((signals & Mailbox.SETTINGS) != 0) {
            apply(orders.get());
        }
        if ((signals & Mailbox.EXPERTS) != 0) {
            expertsMayDiffer();
        }
        looks.collect();
        if ((signals & Mailbox.TICK) != 0) {
            onTick();
        }
        return takePackets() ? Mailbox.PACKET : 0;
    }

    private void apply(LaneOrders changed) {
        CameraSettings settings = changed.settings();
        if (changed.cursor() != applied.cursor()) {
            follow(changed.cursor());
        }
        if (!settings.motion().equals(applied.settings().motion())) {
            motion.configure(settings.motion());
        }
        looks.configure(settings.wish());
        if (!changed.detect() && applied.detect()) {
            stopDetecting();
        }
        applied = changed;
        objects.configure(changed);
        view.configured(changed);
    }

    /** Another connection begins another time line. */
    private void follow(Hub.Cursor other) {
        if (packets.place().isPresent()) {
            decode.drain();
            stopDetecting();
        }
        decode.newTimeLine();
        view.newTimeLine();
        sampler.restart();
        packets.follow(other);
    }

    private void stopDetecting() {
        looks.close();
        objects.endAll();
    }

    private void expertsMayDiffer() {
        packets.place().ifPresent(decode::expertsChanged);
        motion.expertsChanged();
        objects.expertsChanged();
        looks.retryWaiting();
    }

    private void onTick() {
        if (pace.jumps()) {
            looks.expire();
        }
        view.tick(orders.get(), services.clock().instant());
        screen.tick(System.nanoTime());
        if (view.justLost()) {
            stopDetecting();
            view.still();
        }
    }

    /** Takes some packets; true where more may be there. */
    private boolean takePackets() {
        if (packets.place().isEmpty() || !applied.settings().enabled()) {
            return false;
        }
        if (pace.jumps()) {
            packets.catchUp();
        }
        for (int i = 0; i < PACKETS_A_TURN; i++) {
            if (!pace.mayAdvance(packets.taken(), looks.outstanding() || looks.waiting())) {
                return false;
            }
            Optional<MediaPacket> next = packets.next();
            if (next.isEmpty()) {
                finishIfEnded();
                return false;
            }
            try (MediaPacket packet = next.get()) {
                if (packets.note(packet)) {
                    view.packet(packet);
                }
                decode.decode(packet);
            }
            if (mailbox.waits(Mailbox.EXPERTS)) {
                return true;
            }
        }
        return true;
    }

    private void finishIfEnded() {
        Hub hub = applied.hub();
        boolean mayEnd = !ended && !pace.jumps() && hub != null;
        if (mayEnd && hub.connection().ended() && packets.caughtUp()) {
            decode.drain();
            ended = !looks.outstanding();
        }
    }

    /** A decoded picture, on the lane. */
    private void picture(Picture picture) {
        view.picture(picture);
        sample(picture);
        if (screen.due(picture.ptsNs(), looks.outstanding())) {
            try (Frame frame = copy(picture)) {
                screen.show(frame, objects.tracks(), objects.labels());
            }
        }
    }

    private Frame copy(Picture picture) {
        return services.frames().copy(picture, packets.arrivalOf(picture.ptsNs()), counts.of(Count.PICTURES) - 1);
    }

    private void sample(Picture picture) {
        double fps = applied.settings().detection().fps();
        if (!(applied.detect() || applied.motion()) || !sampler.due(picture.ptsNs(), fps)) {
            return;
        }
        counts.add(Count.SAMPLED);
        Motion moving = applied.motion() ? motion.look(picture) : Motion.NONE;
        view.motion(moving, picture.ptsNs());
        if (applied.detect() && (moving.moving() || objects.busy())) {
            want(picture, moving);
        }
    }

    private void want(Picture picture, Motion moving) {
        boolean byMotion = objects.byMotion();
        looks.byMotion(byMotion);
        long usualNs = (long) (1e9 / applied.settings().detection().fps());
        if (looks.shed(System.nanoTime(), usualNs)) {
            return;
        }
        Frame frame = copy(picture);
        Box region = byMotion
                ? Box.FRAME
                : Regions.worthLooking(moving, objects.tracks(), picture.widthPx(), picture.heightPx());
        looks.want(new Pending(frame, region, moving, System.nanoTime()));
    }

    private void answered(Pending look, Answer answer) {
        packets.note(look, answer);
        if (answer.outcome() != Answer.Outcome.ANSWERED) {
            return;
        }
        objects.found(look, answer);
        screen.show(look.frame(), objects.tracks(), objects.labels());
        view.detector(answer.detector().getOrDefault("name", ""));
    }

    private void close() {
        looks.close();
        decode.close();
        motion.close();
        objects.close();
        screen.close();
        packets.close();
        view.gone(applied);
        stopped.countDown();
    }

    Map<String, Long> counters() {
        return counts.all();
    }
}
