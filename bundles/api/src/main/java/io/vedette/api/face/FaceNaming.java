package io.vedette.api.face;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** Takes people's answer to <i>who is this?</i> A service of core; thread-safe. */
@ProviderType
public interface FaceNaming {

    /**
     * Enrols the unknown face of an event, and those that were grouped with it, under a name.
     *
     * @param name 1 to 60 characters, as the gallery takes them; a new person or one who is there already
     * @param list {@code KNOWN} or {@code BLOCKED}
     * @throws FaceException the event has no unknown face (any more), or the name cannot be used; one line for people
     */
    void name(UUID eventId, String name, FaceList list) throws FaceException;
}
