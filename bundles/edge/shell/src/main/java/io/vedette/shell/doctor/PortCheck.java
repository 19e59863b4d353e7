package io.vedette.shell.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Examines the TCP ports of the loopback address. Stateless. */
final class PortCheck {
    static final int SHELL = 8101;

    private PortCheck() {}

    /** Whether the running instance's shell had to move. */
    static Finding shell(Path data) {
        try {
            String port = Files.readString(data.resolve("ssh").resolve("port")).strip();
            if (port.equals(String.valueOf(SHELL))) {
                return Finding.ok("shell port", SHELL + " is ours");
            }
            return Finding.note(
                    "shell port",
                    SHELL + " was taken, so the shell listens on " + port,
                    "None is needed, ./vedette shell finds it. Another Vedette or Karaf may run here");
        } catch (IOException e) {
            return Finding.note("shell port", "Cannot be told: " + e, "See that data/ssh/port can be read");
        }
    }

    /** Whether a port is free for the next start. */
    static Finding free(String about, int port, Finding taken) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Finding.ok(about, port + " is free");
        } catch (IOException e) {
            return taken;
        }
    }
}
