package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.core.spi.face.Faces;
import io.vedette.core.spi.store.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gallery's key is changed, taken away and given again. */
class RekeyTest {
    private static final String NAME = "Annegret Unverwechselbar";
    private static final String FORMER = "the former key of this gallery";
    private static final String KEY = "the key that it gets instead";

    @TempDir
    Path root;

    @BeforeEach
    void enrol() throws Exception {
        try (Rooms rooms = keyed(FORMER, "")) {
            rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1));
            rooms.room.enrol("Bert", Optional.empty(), Portraits.of(2));
        }
    }

    private Rooms keyed(String key, String former) throws Exception {
        return Rooms.with(root, Map.of("encryption_key", key, "encryption_former$_$key", former));
    }

    private static void assertAllIsThere(Rooms rooms) throws Exception {
        assertThat(rooms.room.trouble()).isEmpty();
        assertThat(rooms.room.people()).extracting(Faces.Person::name).containsExactly(NAME, "Bert");
        assertThat(rooms.room.test(Portraits.of(1)).get(0).who().name()).isEqualTo(NAME);
        // The name is found by its keyed hash.
        rooms.room.enrol(NAME, Optional.empty(), Portraits.of(1));
        assertThat(rooms.room.people()).hasSize(2);
    }

    private void assertOpensWith(String key) throws Exception {
        try (Rooms rooms = keyed(key, "")) {
            assertAllIsThere(rooms);
        }
    }

    private boolean nameIsReadable() throws Exception {
        return new String(Files.readAllBytes(root.resolve("data/vedette.db")), StandardCharsets.UTF_8).contains(NAME);
    }

    @Test
    void changesTheKeyOfAGallery() throws Exception {
        try (Rooms rooms = keyed(KEY, FORMER)) {
            assertAllIsThere(rooms);
        }
        assertOpensWith(KEY);
        try (Rooms rooms = keyed(FORMER, "")) {
            assertThat(rooms.room.trouble()).contains("encryption.key is not the one");
        }
        try (Rooms rooms = keyed(KEY, "$[secret:thrown-away-since]")) {
            assertAllIsThere(rooms);
        }
    }

    @Test
    void changesItWhileItRuns() throws Exception {
        try (Rooms rooms = keyed(FORMER, "")) {
            rooms.room.modified(Rooms.config(Map.of("encryption_key", KEY)));
            assertThat(rooms.room.trouble()).contains("encryption.former-key");
            rooms.room.modified(Rooms.config(Map.of("encryption_key", KEY, "encryption_former$_$key", FORMER)));
            assertAllIsThere(rooms);
        }
        assertOpensWith(KEY);
    }

    @Test
    void endsEncryptionAndBeginsItAgain() throws Exception {
        assertThat(nameIsReadable()).isFalse();
        try (Rooms rooms = keyed("", FORMER)) {
            assertAllIsThere(rooms);
        }
        assertThat(nameIsReadable()).isTrue();
        assertOpensWith("");
        assertOpensWith(KEY);
        assertThat(nameIsReadable()).isFalse();
    }

    @Test
    void aWrongFormerKeyChangesNothing() throws Exception {
        for (String key : List.of(KEY, "")) {
            try (Rooms rooms = keyed(key, "a former key that it never had")) {
                assertThat(rooms.room.trouble())
                        .contains("io.vedette.face, encryption.former-key is not the one")
                        .contains("nothing was changed")
                        .doesNotContain("never had");
                assertThatThrownBy(rooms.room::people).hasMessageStartingWith(FaceSetup.CLOSED);
            }
        }
        try (Rooms rooms = keyed(KEY, "short")) {
            assertThat(rooms.room.trouble()).contains("encryption.former-key must have 16 to 1000 characters");
        }
        assertOpensWith(FORMER);
    }

    @Test
    void whatBreaksOffHalfWayLeavesTheFormerState() throws Exception {
        try (Rooms rooms = keyed(FORMER, "")) {
            rooms.database.transaction(c -> Sql.update(
                    c,
                    "CREATE TRIGGER power_cut BEFORE UPDATE ON face_picture WHEN new.id = (SELECT max(id) FROM face_picture)"
                            + " BEGIN SELECT raise(ABORT, 'power cut'); END"));
        }
        for (String key : List.of(KEY, "")) {
            try (Rooms rooms = keyed(key, FORMER)) {
                assertThat(rooms.room.trouble()).startsWith(FaceSetup.CLOSED).contains("power cut");
                assertThat(rooms.database.<List<Integer>>transaction(
                                c -> Sql.query(c, "SELECT one FROM face_seal", row -> row.getInt(1))))
                        .hasSize(1);
            }
        }
        assertOpensWith(FORMER);
        try (Rooms rooms = keyed(FORMER, "")) {
            rooms.database.transaction(c -> Sql.update(c, "DROP TRIGGER power_cut"));
        }
        try (Rooms rooms = keyed(KEY, FORMER)) {
            assertAllIsThere(rooms);
        }
    }
}
