package io.vedette.store;

import io.vedette.api.secret.MissingSecretException;
import io.vedette.api.secret.Placeholders;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.Secrets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The secrets of the home and of the environment, for plug-ins. Immutable. */
@Component(service = Placeholders.class)
public final class HomeSecrets implements Placeholders {
    private final Secrets secrets;

    @Activate
    public HomeSecrets(@Reference Home home) {
        this.secrets = new Secrets(home);
    }

    @Override
    public String fill(String text) throws MissingSecretException {
        try {
            return secrets.fill(text);
        } catch (Secrets.Missing e) {
            throw new MissingSecretException(e.getMessage(), e);
        }
    }
}
