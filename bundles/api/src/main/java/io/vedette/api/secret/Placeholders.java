package io.vedette.api.secret;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Puts secrets into settings: {@code $[env:NAME]} from the environment, {@code $[secret:name]} from the file
 * {@code etc/secrets/name}. A service of core; thread-safe.
 */
@ProviderType
public interface Placeholders {

    /**
     * The text with every placeholder replaced once; to be kept out of logs from here on.
     *
     * @throws MissingSecretException a secret is not there, or what begins like a placeholder is none
     */
    String fill(String text) throws MissingSecretException;
}
