package io.vedette.pipeline.lane;

import static org.awaitility.Awaitility.await;

import io.vedette.api.Box;
import io.vedette.api.CameraInfo;
import io.vedette.api.ExpertInfo;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.FrameDecoder;
import io.vedette.api.media.MediaPacket;
import io.vedette.api.media.StreamInfo;
import io.vedette.event.ToldEvents;
import io.vedette.media.ffmpeg.FfmpegDecoder;
import io.vedette.media.ffmpeg.FfmpegSource;
import io.vedette.media.hub.TestHubs;
import io.vedette.media.picture.PooledFrames;
import io.vedette.media.picture.SwsScaler;
import io.vedette.motion.difference.DifferenceMotion;
import io.vedette.pipeline.camera.CameraSettings;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.expert.TestExperts;
import io.vedette.pipeline.expert.TestHome;
import io.vedette.pipeline.gate.GateState;
import io.vedette.pipeline.gate.LevelWish;
import io.vedette.testkit.yard.Visit;
import io.vedette.testkit.yard.Yard;
import io.vedette.tracker.bytetrack.ByteTracker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A clip of a yard, followed by a lane with all its real parts but the detector, which knows the truth. Thread-safe. */
final class GateRun implements FrameDecoder {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Pattern NEW = Pattern.compile("\"type\":\"new\".*\"timestamp_utc\":\"([^\"]+)\"");

    private final Yard yard;
    private final FfmpegDecoder decoder = new FfmpegDecoder();
    private final BitSet decoded = new BitSet();
    private final BitSet awake = new BitSet();
    private final BitSet keys = new BitSet();
    private final double[] onsetS;
    private final double[] firstSeenS;
    private int looks;
    private volatile Following following;

    /**
     * What came of it. Immutable.
     *
     * @param onsetsS for each visit how long after its beginning it was noticed; not a number where it never was
     * @param firstSeenS for each visit how long after its beginning the first picture is in which it was seen
     * @param looks for objects
     * @param decoded pictures that were decoded, by number
     * @param awake those of them that were decoded otherwise than to find out whether anything is there
     * @param keys which of all pictures are key frames
     * @param events lines of JSON
     */
    record Result(
            List<Double> onsetsS,
            List<Double> firstSeenS,
            int looks,
            BitSet decoded,
            BitSet awake,
            BitSet keys,
            List<String> events) {

        /** The share of quiet pictures between key frames that are among some, from a second on. */
        double idleShare(BitSet among, Yard yard, int fromS, int toS, double afterglowS) {
            List<Integer> quiet = new ArrayList<>();
            for (int i = fromS * Yard.FPS; i < toS * Yard.FPS; i++) {
                double second = (double) i / Yard.FPS;
                boolean still = yard.visits().stream()
                        .noneMatch(visit -> second >= visit.fromS() - afterglowS && second < visit.toS() + afterglowS);
                if (still && !keys.get(i)) {
                    quiet.add(i);
                }
            }
            return (double) quiet.stream().filter(among::get).count() / Math.max(1, quiet.size());
        }
    }

    private GateRun(Yard yard) {
        this.yard = yard;
        this.onsetS = nans(yard.visits().size());
        this.firstSeenS = nans(yard.visits().size());
    }

    private static double[] nans(int size) {
        double[] all = new double[size];
        Arrays.fill(all, Double.NaN);
        return all;
    }

    private static List<Double> list(double[] all) {
        return Arrays.stream(all).boxed().toList();
    }

    /** Follows the clip with the gate at a level. */
    static Result of(Yard yard, Path clip, LevelWish level, Path home) {
        return new GateRun(yard).follow(clip, level, home);
    }

    private Result follow(Path clip, LevelWish level, Path home) {
        ExpertRegistry experts = TestExperts.with(
                new ExpertRegistry(new TestHome(home, Optional.empty())),
                this,
                new DifferenceMotion(),
                new ByteTracker(),
                new YardDetector(yard, this::seen));
        try {
            CameraSettings settings = CameraSettings.of("yard", clip.toString()).withLevel(level);
            await().until(() -> experts.detectors().promising(settings.wish()));
            ToldEvents events = new ToldEvents();
            Following.Tools tools = new Following.Tools(
                    TestHubs.with(new FfmpegSource()), experts, new PooledFrames(), new SwsScaler(), events);
            try (Following run = new Following(settings, tools)) {
                following = run;
                await().atMost(LONGEST).until(() -> {
                    run.tick();
                    return run.over();
                });
                return new Result(list(onsetS), list(firstSeenS), looks, decoded, awake, keys, events.lines());
            }
        } finally {
            TestExperts.stop(experts);
        }
    }

    private void seen(long ptsNs, List<Box> there) {
        looks++;
        double second = ptsNs / 1e9;
        double newest = following.mediaTime().toNanos() / 1e9;
        for (int i = 0; i < onsetS.length; i++) {
            Visit visit = yard.visits().get(i);
            if (visit.at(second)) {
                onsetS[i] = least(onsetS[i], newest - visit.fromS());
                firstSeenS[i] = least(firstSeenS[i], second - visit.fromS());
            }
        }
    }

    private static double least(double former, double other) {
        return Double.isNaN(former) ? other : Math.min(former, other);
    }

    @Override
    public ExpertInfo info() {
        return decoder.info();
    }

    @Override
    public boolean supports(StreamInfo stream) {
        return decoder.supports(stream);
    }

    @Override
    public Session open(CameraInfo camera, StreamInfo stream) throws DecodeException {
        Session real = decoder.open(camera, stream);
        return new Session() {
            @Override
            public void decode(MediaPacket packet, Sink sink) throws DecodeException {
                int number = (int) Math.round(packet.dtsNs() / 1e9 * Yard.FPS);
                decoded.set(number);
                awake.set(number, awake.get(number) || following.gate().state() != GateState.PROBING);
                keys.set(number, packet.key());
                real.decode(packet, sink);
            }

            @Override
            public void leaveOutLoopFilter(boolean may) {
                real.leaveOutLoopFilter(may);
            }

            @Override
            public void drain(Sink sink) throws DecodeException {
                real.drain(sink);
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    /** For each visit that came to an event, how long after its beginning the picture is that the first message tells of. */
    static List<Double> firstEventsS(Result result, Yard yard) {
        List<Double> told = result.events().stream()
                .map(NEW::matcher)
                .filter(Matcher::find)
                .map(found -> Instant.parse(found.group(1)).toEpochMilli() / 1e3)
                .toList();
        List<Double> delays = new ArrayList<>();
        for (Visit visit : yard.visits()) {
            told.stream()
                    .filter(second -> second >= visit.fromS() && second < visit.toS() + 1)
                    .min(Double::compare)
                    .ifPresent(second -> delays.add(second - visit.fromS()));
        }
        return delays;
    }
}
