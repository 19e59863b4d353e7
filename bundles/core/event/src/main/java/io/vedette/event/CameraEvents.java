package io.vedette.event;

import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.core.spi.event.Pressed;
import io.vedette.core.spi.event.Pressing;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The events of one camera. Looks make none while its term cannot be taken. Confined to its lane. */
final class CameraEvents implements ObjectEvents.Session {
    private static final long ASK_EVERY_NS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Optional<Term>> term;
    private final Chronicle chronicle;
    private EventSettings settings;
    private LifeCycle cycle;
    private long askedAtNs;
    private boolean closed;

    CameraEvents(Supplier<Optional<Term>> term, EventSettings settings, Chronicle chronicle) {
        this.term = term;
        this.settings = settings;
        this.chronicle = chronicle;
        ask();
    }

    private void ask() {
        askedAtNs = System.nanoTime();
        cycle = term.get()
                .map(taken -> new LifeCycle(taken, settings, chronicle))
                .orElse(null);
    }

    @Override
    public void look(LookOutcome outcome) {
        if (cycle == null && !closed && System.nanoTime() - askedAtNs > ASK_EVERY_NS) {
            ask();
        }
        if (cycle != null) {
            cycle.look(outcome);
        }
    }

    @Override
    public Optional<UUID> eventOf(long trackId) {
        return cycle == null ? Optional.empty() : cycle.eventOf(trackId);
    }

    @Override
    public Optional<Pressed> pressed(Pressing pressing) {
        if (cycle == null && !closed) {
            ask();
        }
        return cycle == null ? Optional.empty() : Optional.of(cycle.pressed(pressing));
    }

    @Override
    public void clipped(UUID eventId, boolean stored) {
        if (cycle != null) {
            cycle.clipped(eventId, stored);
        }
    }

    @Override
    public void configure(EventSettings changed) {
        settings = changed;
        if (cycle != null) {
            cycle.configure(changed);
        }
    }

    @Override
    public void endAll(Instant at) {
        if (cycle != null) {
            cycle.endAll(at);
        }
    }

    /** Ends what is open at the time it was last seen. */
    @Override
    public void close() {
        endAll(Instant.MIN);
        if (cycle != null) {
            cycle.endPresses();
        }
        cycle = null;
        closed = true;
    }
}
