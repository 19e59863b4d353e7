package io.vedette.core.spi.expert;

import java.io.IOException;

/** Tells when the plug-ins that were there at the start have had their say. A service of core/pipeline; thread-safe. */
public interface FirstScan {

    /**
     * Whether every expert that the plug-in folders held at the start is there and knows whether it can serve, or had its time to.
     *
     * @throws IOException a folder of plug-ins cannot be read
     */
    boolean isOver() throws IOException;
}
