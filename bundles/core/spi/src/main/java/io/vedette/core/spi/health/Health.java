package io.vedette.core.spi.health;

/** Examines the program. A service; thread-safe, answers within a second. */
public interface Health {

    /** How everything is now. */
    HealthReport report();
}
