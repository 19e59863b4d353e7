package io.vedette.api.event;

import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** The pictures of events, for those who send them on. A service of core; thread-safe. */
@ProviderType
public interface EventPictures {

    /** The best picture of an event so far, a JPEG of at most 256 kB; empty where there is none (yet). */
    Optional<byte[]> jpeg(UUID eventId);
}
