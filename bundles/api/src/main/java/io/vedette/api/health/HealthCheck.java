package io.vedette.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Tells how one thing of a plug-in is. Whoever registers it as a service gets a row on the health page, sorted by its name, for as
 * long as the service is there. Called by many threads at once; answers from memory, at once, since the page waits for it.
 */
@ConsumerType
@FunctionalInterface
public interface HealthCheck {

    /** How it is now. A check that throws is shown as one that does not work. */
    HealthRow row();
}
