package io.vedette.core.spi.broker;

import java.net.URI;
import java.util.Optional;

/** The MQTT broker inside this process, on loopback only. A service of edge/mqtt-broker; thread-safe. */
public interface EmbeddedBroker {

    /**
     * Where it listens, such as {@code tcp://127.0.0.1:1883}; the port is another where the configured one was taken. Empty
     * while it starts, and where it is switched off or not needed.
     */
    Optional<URI> uri();
}
