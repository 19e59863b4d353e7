package io.vedette.pipeline.lane;

import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.gate.ProbeBudget;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What all lanes share. Immutable.
 *
 * @param probes what the gates of all cameras may spend on a mere suspicion
 * @param pool runs the lanes, {@code cores} threads
 */
public record LaneServices(
        ExpertRegistry experts,
        FramePool frames,
        Scaler scaler,
        ObjectEvents events,
        LiveFacts facts,
        ProbeBudget probes,
        InstantSource clock,
        Executor pool) {}
