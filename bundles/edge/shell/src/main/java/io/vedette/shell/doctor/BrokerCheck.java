package io.vedette.shell.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Examines the way to the MQTT broker: the one that is set, or the one inside. Stateless. */
final class BrokerCheck {
    static final String ABOUT = "MQTT broker";
    private static final int USUAL_PORT = 1883;
    private static final int USUAL_TLS_PORT = 8883;
    private static final int PATIENCE_MS = 2000;
    /** More waiting messages than this mean that the broker does not take them. */
    private static final long MANY = 100;

    private BrokerCheck() {}

    /**
     * Looks for the broker.
     *
     * @param inside where the embedded broker listens, if it does
     * @param waiting messages that wait for it
     */
    static Finding look(Path etc, Optional<URI> inside, long waiting) {
        String configured = Setting.of(etc, "io.vedette.mqtt", "uri", "");
        if (!configured.isEmpty()) {
            return outside(configured, waiting);
        }
        if (Setting.of(etc, "io.vedette.mqtt.broker", "enabled", "true").equals("false")) {
            return Finding.note(
                    ABOUT,
                    "There is none: no uri is set and the broker inside is turned off",
                    "uri in etc/io.vedette.mqtt.cfg, or enabled = true in etc/io.vedette.mqtt.broker.cfg");
        }
        if (inside.isEmpty()) {
            return Finding.problem(
                    ABOUT, "The one inside does not run", "log/vedette.log tells why; a start takes some seconds");
        }
        int wished = Setting.port(etc, "io.vedette.mqtt.broker", USUAL_PORT);
        if (inside.get().getPort() != wished) {
            return Finding.note(
                    ABOUT,
                    "Port " + wished + " was taken, so the one inside listens on "
                            + inside.get().getPort(),
                    "If a broker of yours has it, set uri = tcp://127.0.0.1:" + wished + " in etc/io.vedette.mqtt.cfg");
        }
        return many(waiting).orElseGet(() -> Finding.ok(ABOUT, "The one inside listens on " + inside.get()));
    }

    private static Optional<Finding> many(long waiting) {
        return waiting < MANY
                ? Optional.empty()
                : Optional.of(Finding.problem(
                        ABOUT,
                        "Answers, but " + waiting + " messages wait for it",
                        "See user, password and rights; log/vedette.log tells what it refuses"));
    }

    private static Finding outside(String configured, long waiting) {
        String shown = configured.replaceAll("(?<=://).*@", "");
        try {
            URI uri = new URI(configured);
            if (uri.getHost() == null) {
                return bad(shown);
            }
            int usual = "ssl".equals(uri.getScheme()) ? USUAL_TLS_PORT : USUAL_PORT;
            reach(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
            return many(waiting).orElseGet(() -> Finding.ok(ABOUT, shown + " answers"));
        } catch (URISyntaxException e) {
            return bad(shown);
        } catch (IOException e) {
            return Finding.problem(
                    ABOUT,
                    shown + " cannot be reached: " + e.getMessage()
                            + (waiting > 0 ? "; " + waiting + " messages wait" : ""),
                    "Start it, or mend uri in etc/io.vedette.mqtt.cfg. No event is lost meanwhile");
        }
    }

    private static Finding bad(String shown) {
        return Finding.problem(ABOUT, shown + " is no address", "uri = tcp://HOST:1883 in etc/io.vedette.mqtt.cfg");
    }

    private static void reach(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("nobody knows the host " + host);
            }
            socket.connect(address, PATIENCE_MS);
        }
    }
}
