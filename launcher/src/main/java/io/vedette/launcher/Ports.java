package io.vedette.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Which TCP ports of the loopback address are free. */
final class Ports {
    private static final int TRIES = 100;

    private Ports() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // A port that just closed is not taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The first free port from {@code wanted} on. */
    static int freeFrom(int wanted) throws UsageException {
        for (int port = wanted; port < wanted + TRIES && port <= 65535; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new UsageException("No TCP port from " + wanted + " to " + (wanted + TRIES - 1) + " is free");
    }
}
