package io.vedette.pipeline.gate;

import java.time.Duration;
import java.util.Locale;

/**
 * The level at which a camera is watched, and what its owner may rely upon. Immutable.
 *
 * @param level the level
 * @param certain whether this is more than a beginning: the camera's key frames have been measured
 * @param visible whatever is visible for so long wakes the camera
 * @param reason why this level, in one clause
 * @param advice what would make the camera cheaper or quicker; empty where there is nothing to say
 */
public record LevelChoice(Level level, boolean certain, Duration visible, String reason, String advice) {

    /** Key frames farther apart than this are no basis, even with the packets between them. */
    static final Duration LONGEST_GOP = Duration.ofSeconds(4);
    /** How long something must stay besides the distance of the key frames, so that one surely shows it. */
    static final Duration MARGIN = Duration.ofMillis(300);
    /** How soon full decoding notices something. */
    static final Duration AT_ONCE = Duration.ofMillis(250);
    /** Clocks and jitter: a camera set to 2 s may measure 2.04 s. */
    private static final double SLACK = 1.05;

    private static final Duration EVERY_PICTURE = Duration.ofMillis(150);
    private static final Duration SHORT_GOP = Duration.ofMillis(1_500);
    private static final String SHORTEN = "set the camera's key frame interval to 1 s";

    /**
     * Chooses.
     *
     * @param wish what the owner wants
     * @param alertDelay what delay of an alert the owner accepts; 0 for none
     * @param gop what was measured
     */
    static LevelChoice of(LevelWish wish, Duration alertDelay, GopMeter gop) {
        if (wish == LevelWish.NEVER) {
            return full(Level.FULL, true, "the gate is off", "");
        }
        if (wish == LevelWish.FULL || wish == LevelWish.UNFILTERED) {
            return full(wish == LevelWish.FULL ? Level.FULL : Level.UNFILTERED, true, "as set", "");
        }
        if (wish == LevelWish.AUTO && alertDelay.isZero()) {
            return full(Level.FULL, true, "no delay of alerts is accepted", "");
        }
        if (gop.refreshed()) {
            return full(
                    Level.FULL, true, "the camera sends no key frames (intra refresh)", "turn off its intra refresh");
        }
        if (gop.missing()) {
            return full(Level.FULL, true, "no key frame for 5 s", SHORTEN);
        }
        if (!gop.known()) {
            return full(Level.FULL, false, "its key frames are being measured", "");
        }
        return byGop(wish, alertDelay, Duration.ofNanos(gop.highNs()));
    }

    private static LevelChoice byGop(LevelWish wish, Duration alertDelay, Duration gop) {
        String advice = gop.compareTo(SHORT_GOP) > 0 ? SHORTEN : "";
        Duration visible =
                Duration.ofNanos(Math.max(Gate.LEAST_STEP_NS, gop.toNanos())).plus(MARGIN);
        if (wish != LevelWish.AUTO) {
            Level level = wish == LevelWish.PACKETS ? Level.PACKETS : Level.KEY_FRAMES;
            return new LevelChoice(level, true, visible, "as set", advice);
        }
        String measured = gop.compareTo(EVERY_PICTURE) < 0
                ? "nearly every picture is a key frame"
                : String.format(Locale.ROOT, "a key frame every %.1f s", seconds(gop));
        if (within(gop, alertDelay)) {
            return new LevelChoice(Level.KEY_FRAMES, true, visible, measured, advice);
        }
        if (within(gop, LONGEST_GOP)) {
            return new LevelChoice(Level.PACKETS, true, visible, measured, advice);
        }
        return full(Level.FULL, true, measured, SHORTEN);
    }

    private static boolean within(Duration gop, Duration limit) {
        return gop.toNanos() <= limit.toNanos() * SLACK;
    }

    private static LevelChoice full(Level level, boolean certain, String reason, String advice) {
        return new LevelChoice(level, certain, AT_ONCE, reason, advice);
    }

    /** What the owner may rely upon, such as {@code objects visible ≥ 2.3 s}. */
    public String guarantee() {
        // A promise is rounded up.
        return String.format(Locale.ROOT, "objects visible ≥ %.1f s", Math.ceil(seconds(visible) * 10 - 1e-3) / 10);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
