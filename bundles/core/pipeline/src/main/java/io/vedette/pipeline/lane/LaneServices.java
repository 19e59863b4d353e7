package io.vedette.pipeline.lane;

import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.face.Recognition;
import io.vedette.core.spi.live.LiveFacts;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.media.Scaler;
import io.vedette.pipeline.clip.Clips;
import io.vedette.pipeline.expert.ExpertRegistry;
import io.vedette.pipeline.gate.ProbeBudget;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What all lanes share. Immutable.
 *
 * @param recognition tells whose faces are seen; empty while no gallery is there
 * @param clips cuts clips of what was pressed for
 * @param probes what the gates of all cameras may spend on a mere suspicion
 * @param pool runs the lanes, {@code cores} threads
 */
public record LaneServices(
        ExpertRegistry experts,
        FramePool frames,
        Scaler scaler,
        ObjectEvents events,
        LiveFacts facts,
        Supplier<Optional<Recognition>> recognition,
        Clips clips,
        ProbeBudget probes,
        InstantSource clock,
        Executor pool) {}
