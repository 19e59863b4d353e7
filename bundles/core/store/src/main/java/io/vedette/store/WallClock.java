package io.vedette.store;

import java.time.Instant;
import java.time.InstantSource;
import org.osgi.service.component.annotations.Component;

/** The product's clock: the system's, in UTC. Thread-safe. */
@Component(service = InstantSource.class)
public final class WallClock implements InstantSource {
    private final InstantSource system = InstantSource.system();

    @Override
    public Instant instant() {
        return system.instant();
    }
}
