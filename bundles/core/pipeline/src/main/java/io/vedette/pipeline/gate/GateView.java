package io.vedette.pipeline.gate;

/**
 * What a gate tells of itself. Immutable.
 *
 * @param state where it stands
 * @param choice its level, what may be relied upon, why, and advice
 * @param gopSeconds seconds between key frames, or since the last one where that is longer; not a number while nothing is known
 * @param awakeShare the share of media time in which it was not asleep, 0 to 1
 * @param wakes how often something was there
 * @param probes how often packets made it look
 * @param vain how many of these looks found nothing
 */
public record GateView(
        GateState state,
        LevelChoice choice,
        double gopSeconds,
        double awakeShare,
        long wakes,
        long probes,
        long vain) {}
