package io.vedette.event;

import static io.vedette.event.Looks.SETTINGS;
import static io.vedette.event.Looks.at;
import static io.vedette.event.Looks.person;
import static io.vedette.event.Looks.removed;

import io.vedette.core.spi.event.ObjectEvents;
import io.vedette.event.Rooms.Listening;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Makes events for ever and prints each message that its sink took; to be killed. */
final class KillChild {
    private KillChild() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (Rooms rooms = new Rooms(Path.of(arguments[0]), "mqtt")) {
            rooms.room.addSink(new Listening("mqtt").with(message -> out.println(Rooms.line(message))));
            ObjectEvents.Session front = rooms.room.open("front", SETTINGS);
            ObjectEvents.Session back = rooms.room.open("back", SETTINGS);
            for (int i = 1; i < 1_000_000; i++) {
                front.look(at(i * 1000L, person(i)));
                back.look(at(i * 1000L, person(i)));
                front.look(at(i * 1000L + 200, removed(i)));
                if (i % 3 == 0) {
                    back.look(at(i * 1000L + 200, removed(i)));
                }
            }
        }
    }
}
