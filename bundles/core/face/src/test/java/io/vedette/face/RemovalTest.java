package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.spi.event.EventEraser;
import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deleted, or is sealed, cannot be read in any file of the home. */
class RemovalTest {
    private static final String NAME = "Annegret Unverwechselbar";
    private static final String KEY = "a key of more than sixteen characters";

    @TempDir
    Path root;

    private static List<Path> filesWith(Path root, byte[] what) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (contains(Files.readAllBytes(each), what)) {
                    found.add(each.getFileName());
                }
            }
        }
        return found;
    }

    private static boolean contains(byte[] all, byte[] what) {
        for (int i = 0; i + what.length <= all.length; i++) {
            if (all[i] == what[0] && Arrays.equals(all, i, i + what.length, what, 0, what.length)) {
                return true;
            }
        }
        return false;
    }

    /** The name in both spellings, a piece of the picture from its middle, a piece of the direction. */
    private List<byte[]> traces(Rooms rooms) throws Exception {
        long picture = rooms.room.people().get(0).pictures().get(0);
        byte[] jpeg = rooms.room.picture(picture).orElseThrow();
        Gallery gallery = rooms.gallery();
        byte[] direction = gallery.read((c, tables) ->
                Directions.bytes(tables.pictures().directions(c, picture).get(0).direction));
        return List.of(
                NAME.getBytes(StandardCharsets.UTF_8),
                Names.folded(NAME).getBytes(StandardCharsets.UTF_8),
                Arrays.copyOfRange(jpeg, jpeg.length / 2, jpeg.length / 2 + 24),
                Arrays.copyOfRange(direction, 16, 48));
    }

    @Test
    void leavesNothingOfAPersonBehind() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            for (int i = 0; i < 5; i++) {
                rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1));
            }
            rooms.room.enrol("Bert", Optional.empty(), Portraits.of(2));
            List<byte[]> traces = traces(rooms);
            for (byte[] each : traces) {
                assertThat(filesWith(root, each)).isNotEmpty();
            }
            rooms.room.remove(NAME);
            for (int i = 0; i < traces.size(); i++) {
                assertThat(filesWith(root, traces.get(i))).as("trace " + i).isEmpty();
            }
            assertThat(rooms.room.people()).hasSize(1);
        }
    }

    @Test
    void erasesTheEventsFirstAndTakesUpWhatFailed() throws Exception {
        List<String> erased = new ArrayList<>();
        boolean[] full = {true};
        EventEraser eraser = name -> {
            if (full[0]) {
                throw new StoreException("the disk is full", new IOException());
            }
            erased.add(name);
            return 1;
        };
        List<byte[]> traces;
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.setEraser(eraser);
            rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1));
            traces = traces(rooms);
            assertThatThrownBy(() -> rooms.room.remove(NAME)).hasMessageContaining("tried again");
            assertThat(rooms.room.people()).isEmpty();
            assertThatThrownBy(() -> rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1)))
                    .hasMessageContaining("being removed");
        }
        full[0] = false;
        try (Rooms rooms = new Rooms(root)) {
            assertThat(rooms.room.people()).isEmpty();
            rooms.room.setEraser(eraser);
            rooms.room.remove(NAME.toUpperCase(java.util.Locale.ROOT));
            assertThat(erased).containsExactly(NAME);
            for (byte[] each : traces) {
                assertThat(filesWith(root, each)).isEmpty();
            }
        }
    }

    @Test
    void leavesNothingOfAStrangerBehind() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            try (var session = rooms.room.open("door")) {
                rooms.look(session, 1, 3, 4);
            }
            org.awaitility.Awaitility.await().until(() -> rooms.room.strangers().size() == 1);
            long picture = rooms.room.strangers().get(0).pictures().get(0);
            byte[] jpeg = rooms.room.picture(picture).orElseThrow();
            byte[] trace = Arrays.copyOfRange(jpeg, jpeg.length / 2, jpeg.length / 2 + 24);
            assertThat(filesWith(root, trace)).isNotEmpty();
            rooms.room.forgetStranger(rooms.room.strangers().get(0).id());
            assertThat(filesWith(root, trace)).isEmpty();
        }
    }

    @Test
    void sealsWhatWasOpenWhenItGetsAKey() throws Exception {
        List<byte[]> traces;
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1));
            traces = traces(rooms);
            rooms.room.modified(Rooms.config(Map.of("encryption_key", KEY)));
            assertSealed(rooms, traces);
            rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1));
        }
        try (Rooms rooms = Rooms.with(root, Map.of("encryption_key", KEY))) {
            assertThat(rooms.room.people().get(0).pictures()).hasSize(2);
            assertSealed(rooms, traces);
            rooms.room.remove(NAME);
            assertThat(rooms.room.people()).isEmpty();
        }
    }

    private void assertSealed(Rooms rooms, List<byte[]> traces) throws Exception {
        assertThat(rooms.room.trouble()).isEmpty();
        assertThat(rooms.room.people().get(0).name()).isEqualTo(NAME);
        for (byte[] each : traces) {
            assertThat(filesWith(root, each)).isEmpty();
        }
        var session = rooms.room.open("door");
        rooms.look(session, 1, 1, 2);
        assertThat(session.who(1).orElseThrow().name()).isEqualTo(NAME);
        session.close();
    }

    @Test
    void staysClosedWithoutItsKeyAndOverwritesNothing() throws Exception {
        try (Rooms rooms = Rooms.with(root, Map.of("encryption_key", KEY))) {
            rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1));
        }
        for (String wrong : List.of("", "short", "another key of many characters", "$[secret:none]")) {
            try (Rooms rooms = Rooms.with(root, Map.of("encryption_key", wrong))) {
                assertThat(rooms.room.trouble()).startsWith(FaceSetup.CLOSED);
                assertThatThrownBy(() -> rooms.room.enrol("Bert", Optional.empty(), Portraits.of(2)))
                        .hasMessageStartingWith(FaceSetup.CLOSED);
                assertThatThrownBy(rooms.room::people).hasMessageStartingWith(FaceSetup.CLOSED);
                var session = rooms.room.open("door");
                rooms.look(session, 1, 1, 4);
                assertThat(session.who(1)).isEmpty();
                session.close();
                rooms.room.modified(Rooms.config(Map.of("encryption_key", KEY)));
                assertThat(rooms.room.people()).extracting(each -> each.name()).containsExactly(NAME);
            }
        }
    }

    @Test
    void opensASealedCellOnlyInItsPlace() throws Exception {
        SealedVault vault = new SealedVault(KEY, SealedVault.newSalt());
        byte[] sealed = vault.seal("face_picture/jpeg/1", new byte[] {1, 2, 3});
        assertThat(vault.open("face_picture/jpeg/1", sealed)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> vault.open("face_picture/jpeg/2", sealed)).hasMessageContaining("damaged");
        assertThat(vault.seal("face_picture/jpeg/1", new byte[] {1, 2, 3})).isNotEqualTo(sealed);
        sealed[sealed.length - 1]++;
        assertThatThrownBy(() -> vault.open("face_picture/jpeg/1", sealed)).hasMessageContaining("damaged");
        assertThat(vault.nameKey("anna")).isEqualTo(vault.nameKey("anna")).isNotEqualTo(vault.nameKey("bert"));
    }
}
