package io.vedette.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home's own client id, drawn once and kept in {@code data/mqtt-client-id}. It stays over restarts, so that a broker that still
 * holds a dead connection of ours sends its last will before we are online again, not after. Immutable.
 */
final class ClientId {

    private static final Logger LOG = LoggerFactory.getLogger(ClientId.class);

    private ClientId() {}

    static String of(Path data) {
        Path file = data.resolve("mqtt-client-id");
        String drawn = "vedette-" + UUID.randomUUID().toString().substring(0, 8);
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (kept.matches("vedette-[0-9a-f]{8}")) {
                    return kept;
                }
            }
            Files.createDirectories(data);
            Files.writeString(file, drawn + System.lineSeparator());
        } catch (IOException e) {
            LOG.warn("The MQTT client id cannot be kept in {} and holds for this run only: {}", file, e.toString());
        }
        return drawn;
    }
}
