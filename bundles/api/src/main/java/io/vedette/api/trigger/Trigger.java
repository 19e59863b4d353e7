package io.vedette.api.trigger;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes presses of buttons, whoever noticed them. Each makes an event of category {@code doorbell}, with the picture of its moment
 * and the pre-roll, whether or not anything else is seen. A service of core; thread-safe.
 */
@ProviderType
public interface Trigger {

    /**
     * Takes a press and returns at once.
     *
     * @return false where there is no such camera, or it is disabled: nothing comes of it
     */
    boolean press(Press press);
}
