package io.vedette.shell;

/** Asks for a room of core; while it is not up, the command fails with one line. */
final class Room {
    private Room() {}

    static <T> T of(T service, String name) {
        if (service == null) {
            throw new IllegalStateException("The " + name + " is not up; vedette:health tells more");
        }
        return service;
    }
}
