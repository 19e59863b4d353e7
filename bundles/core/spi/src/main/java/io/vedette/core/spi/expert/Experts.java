package io.vedette.core.spi.expert;

import java.util.List;

/** The experts and who serves whom. A service of core/pipeline; thread-safe. */
public interface Experts {

    /** All candidates of all kinds, by kind, name and order of choice. */
    List<Candidate> candidates();

    /** How long looks took. */
    LookTimes lookTimes();

    /**
     * Prefers one version of a name until it is unpinned; survives a restart.
     *
     * @param version a bundle version
     * @throws IllegalArgumentException no candidate of that name has this version; the message names those there are
     */
    void pin(String name, String version);

    /** Takes the pin of a name away; does nothing where there is none. */
    void unpin(String name);
}
