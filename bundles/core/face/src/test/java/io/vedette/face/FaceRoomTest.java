package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.api.event.EventMessage;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.api.health.HealthRow;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Faces.Match;
import io.vedette.core.spi.face.Faces.Person;
import io.vedette.core.spi.face.Faces.Stranger;
import io.vedette.core.spi.face.Recognition;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceRoomTest {
    private static final Optional<FaceList> ANY = Optional.empty();
    private static final int ANNA = 1;
    private static final int BERT = 2;
    private static final int CARL = 3;

    @TempDir
    Path root;

    private static void complete(Rooms rooms) {
        await().until(() -> rooms.room.trouble().isEmpty());
    }

    @Test
    void recognisesWhoWasEnrolledAndNobodyElse() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            assertThat(rooms.room.enrol("Anna", ANY, Portraits.of(ANNA)).quality())
                    .isGreaterThan(0.5);
            rooms.room.enrol("Bert", Optional.of(FaceList.BLOCKED), Portraits.of(BERT));
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, ANNA, 2);
            rooms.look(session, 2, BERT, 2);
            await().untilAsserted(() -> {
                rooms.look(session, 3, CARL, 1);
                assertThat(session.who(3)).map(FaceFinding::list).contains(FaceList.UNKNOWN);
            });
            assertThat(session.who(1)).map(FaceFinding::name).contains("Anna");
            assertThat(session.who(1)).map(FaceFinding::list).contains(FaceList.KNOWN);
            assertThat(session.who(2)).map(FaceFinding::list).contains(FaceList.BLOCKED);
            assertThat(session.who(4)).isEmpty();
            session.close();
            await().until(() -> rooms.room.people().get(0).lastSeen().isPresent());
            await().until(() -> rooms.pool.inUse() == 0);
        }
    }

    @Test
    void keepsEverybodyOverARestart() throws Exception {
        Instant since;
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            rooms.room.enrol("anna", ANY, Portraits.of(ANNA));
            since = rooms.room.people().get(0).since();
        }
        try (Rooms rooms = new Rooms(root)) {
            Person anna = rooms.room.people().get(0);
            assertThat(rooms.room.people()).hasSize(1);
            assertThat(anna.name()).isEqualTo("Anna");
            assertThat(anna.since()).isEqualTo(since);
            assertThat(anna.pictures()).hasSize(2);
            BufferedImage kept = ImageIO.read(new ByteArrayInputStream(
                    rooms.room.picture(anna.pictures().get(0)).orElseThrow()));
            assertThat(Math.max(kept.getWidth(), kept.getHeight())).isLessThanOrEqualTo(Crops.LONGEST_PX);
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, ANNA, 2);
            assertThat(session.who(1)).map(FaceFinding::name).contains("Anna");
            session.close();
        }
    }

    @Test
    void tellsWhoIsOnAPictureAndKeepsNothing() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            BufferedImage both = Portraits.with(Portraits.photo(640, 400), ANNA, 50, 100, 160);
            List<Match> matches = rooms.room.test(Portraits.jpeg(Portraits.with(both, CARL, 350, 100, 160)));
            assertThat(matches).extracting(each -> each.who().name()).containsExactly("Anna", "");
            assertThat(matches).extracting(each -> each.who().list()).containsExactly(FaceList.KNOWN, FaceList.UNKNOWN);
            assertThat(rooms.room.people().get(0).pictures()).hasSize(1);
            assertThat(rooms.room.strangers()).isEmpty();
        }
    }

    @Test
    void doesNotRecogniseWhoWasRemovedEvenOnATrackThatIsUnderWay() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, ANNA, 2);
            assertThat(session.who(1)).isPresent();
            rooms.room.remove("ANNA");
            assertThat(session.who(1)).isEmpty();
            assertThat(rooms.room.people()).isEmpty();
            rooms.look(session, 1, ANNA, 2);
            assertThat(session.who(1)).map(FaceFinding::list).contains(FaceList.UNKNOWN);
            session.close();
            assertThatThrownBy(() -> rooms.room.remove("Anna")).isInstanceOf(FaceException.class);
        }
    }

    @Test
    void movesPeopleBetweenLists() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, ANNA, 2);
            rooms.room.move("Anna", FaceList.BLOCKED);
            assertThat(session.who(1)).map(FaceFinding::list).contains(FaceList.BLOCKED);
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            assertThat(rooms.room.people().get(0).list()).isEqualTo(FaceList.BLOCKED);
            rooms.room.enrol("Anna", Optional.of(FaceList.KNOWN), Portraits.of(ANNA));
            assertThat(rooms.room.people().get(0).list()).isEqualTo(FaceList.KNOWN);
            assertThatThrownBy(() -> rooms.room.move("Anna", FaceList.UNKNOWN))
                    .hasMessageContaining("known or blocked");
            session.close();
        }
    }

    @Test
    void aDeskThatBreaksGoesOnWithTheNextFace() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            AtomicInteger calls = new AtomicInteger();
            PictureEncoder whole = Rooms::encode;
            rooms.room.setEncoder((frame, part, maxWidthPx, maxBytes) -> {
                if (calls.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("one allocation too large");
                }
                return whole.jpeg(frame, part, maxWidthPx, maxBytes);
            });
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, CARL, 4);
            session.gone(1);
            rooms.look(session, 2, BERT, 4);
            session.gone(2);
            await().until(() -> rooms.room.strangers().size() == 1);
            assertThat(rooms.room.workers()).anySatisfy(each -> {
                assertThat(each.name()).isEqualTo("vedette-face-desk");
                assertThat(each.restarts()).isOne();
            });
            session.close();
            rooms.room.close();
            assertThat(rooms.pool.inUse()).isZero();
        }
    }

    @Test
    void groupsTheVisitsOfAStrangerAndRecognisesOnceNamed() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            Recognition.Session session = rooms.room.open("door");
            for (int visit = 1; visit <= 3; visit++) {
                rooms.look(session, visit, CARL, 4);
                session.gone(visit);
            }
            rooms.look(session, 9, BERT, 4);
            session.gone(9);
            await().until(() -> rooms.room.strangers().size() == 2
                    && rooms.room.strangers().stream()
                                    .mapToInt(Stranger::visits)
                                    .sum()
                            == 4);
            Stranger carl = rooms.room.strangers().stream()
                    .filter(each -> each.visits() == 3)
                    .findFirst()
                    .orElseThrow();
            assertThat(carl.pictures()).hasSize(3);
            assertThat(rooms.room.picture(carl.pictures().get(0))).isPresent();
            rooms.room.nameStranger(carl.id(), "Carl", FaceList.KNOWN);
            assertThat(rooms.room.strangers()).hasSize(1);
            assertThat(rooms.room.people().get(0).pictures()).hasSize(3);
            rooms.look(session, 10, CARL, 2);
            assertThat(session.who(10)).map(FaceFinding::name).contains("Carl");
            rooms.room.forgetStranger(rooms.room.strangers().get(0).id());
            assertThat(rooms.room.strangers()).isEmpty();
            session.close();
            assertThat(rooms.pool.inUse()).isZero();
        }
    }

    @Test
    void namesTheStrangerOfAnEventWhileStillInFrontOfTheCamera() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            Recognition.Session session = rooms.room.open("door");
            UUID event = UUID.randomUUID();
            session.told(1, event);
            rooms.look(session, 1, CARL, 4);
            assertThat(session.who(1)).map(FaceFinding::list).contains(FaceList.UNKNOWN);
            rooms.room.name(event, "Carl", FaceList.KNOWN);
            rooms.look(session, 1, CARL, 1);
            assertThat(session.who(1)).map(FaceFinding::name).contains("Carl");
            session.gone(1);
            assertThatThrownBy(() -> rooms.room.name(event, "Carl", FaceList.KNOWN))
                    .hasMessageContaining("no unknown face");
            session.close();
            assertThat(rooms.room.strangers()).isEmpty();
        }
    }

    @Test
    void keepsNoStrangersWhereNoneAreWanted() throws Exception {
        try (Rooms rooms = new Rooms(root, Rooms.config(Map.of("strangers", "false")), Instant::now)) {
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, CARL, 4);
            assertThat(session.who(1)).map(FaceFinding::list).contains(FaceList.UNKNOWN);
            await().until(() -> rooms.pool.inUse() == 0);
            session.close();
            rooms.room.close();
            assertThat(rooms.room.strangers()).isEmpty();
        }
    }

    @Test
    void writesWhatWaitsWhenItIsStopped() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            Recognition.Session session = rooms.room.open("door");
            for (int i = 0; i < 3; i++) {
                rooms.look(session, i, 20 + i, 4);
            }
            session.close();
        }
        try (Rooms rooms = new Rooms(root)) {
            assertThat(rooms.room.strangers()).hasSize(3);
        }
    }

    @Test
    void exportsEverythingThatIsStoredOfAPerson() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            UUID event = UUID.randomUUID();
            Path clip = Files.writeString(root.resolve("clip.mp4"), "a film");
            rooms.events.put(
                    "Anna",
                    List.of(new FaceEvents.Told(
                            event,
                            List.of(
                                    new EventMessage(event, 1, "{\"seq\":1}"),
                                    new EventMessage(event, 2, "{\"seq\":2}")),
                            Optional.of(root.resolve("gone meanwhile.jpg")),
                            Optional.of(clip))));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            rooms.room.export("anna", bytes);
            Map<String, byte[]> files = new HashMap<>();
            ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                files.put(each.getName(), zip.readAllBytes());
            }
            assertThat(files)
                    .containsOnlyKeys(
                            "person.json", "picture-2.jpg", "events/" + event + ".json", "events/" + event + ".mp4");
            assertThat(files.get("events/" + event + ".mp4")).asString().isEqualTo("a film");
            assertThat(new ObjectMapper().readTree(files.get("events/" + event + ".json")))
                    .hasSize(2);
            JsonNode person = new ObjectMapper().readTree(files.get("person.json"));
            assertThat(person.get("name").asText()).isEqualTo("Anna");
            JsonNode picture = person.get("pictures").get(0);
            assertThat(picture.get("embeddings").get(0).get("direction")).hasSize(64);
            long id = rooms.room.people().get(0).pictures().get(0);
            assertThat(files.get(picture.get("file").asText()))
                    .isEqualTo(rooms.room.picture(id).orElseThrow());
        }
    }

    @Test
    void makesFacesAnewForAnotherModelAndSwapsBackAtOnce() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            rooms.look(rooms.room.open("first"), 1, ANNA, 1);
            rooms.looks.model(FakeLooks.OTHER_MODEL);
            await().untilAsserted(() -> {
                Recognition.Session session = rooms.room.open("door");
                rooms.look(session, 1, ANNA, 2);
                assertThat(session.who(1)).map(FaceFinding::name).contains("Anna");
                session.close();
            });
            int looks = rooms.looks.looks.get();
            rooms.looks.model(FakeLooks.MODEL);
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, ANNA, 2);
            assertThat(session.who(1)).map(FaceFinding::name).contains("Anna");
            assertThat(rooms.looks.looks.get() - looks).isEqualTo(4);
            session.close();
        }
    }

    @Test
    void tellsWhatStandsInTheWay() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            complete(rooms);
            rooms.looks.model("");
            assertThat(rooms.room.trouble()).isEqualTo(Examination.NO_MODEL);
            assertThatThrownBy(() -> rooms.room.enrol("Anna", ANY, Portraits.of(ANNA)))
                    .hasMessage(Examination.NO_MODEL);
            rooms.looks.broken(true);
            assertThatThrownBy(() -> rooms.room.enrol("Anna", ANY, Portraits.of(ANNA)))
                    .isInstanceOf(FaceException.class)
                    .hasMessageContaining("the session is broken");
            assertThat(rooms.room.row()).isEqualTo(new HealthRow("faces", HealthRow.Status.OK, "0 enrolled"));
            rooms.looks.broken(false);
            rooms.looks.model(FakeLooks.MODEL);
            rooms.room.enrol("Anna", ANY, Portraits.of(ANNA));
            assertThat(rooms.room.row().sentence()).isEqualTo("1 enrolled");
            rooms.room.unsetLooks(rooms.looks);
            assertThat(rooms.room.row())
                    .isEqualTo(new HealthRow("faces", HealthRow.Status.WARN, Examination.NO_EXPERT));
            assertThat(rooms.room.trouble()).isEqualTo(Examination.NO_EXPERT);
            assertThatThrownBy(() -> rooms.room.test(Portraits.of(ANNA))).hasMessage(Examination.NO_EXPERT);
        }
    }

    @Test
    void forgetsStrangersPastTheirTime() throws Exception {
        Instant[] now = {Rooms.START};
        try (Rooms rooms = new Rooms(root, Rooms.config(Map.of()), () -> now[0])) {
            Recognition.Session session = rooms.room.open("door");
            rooms.look(session, 1, CARL, 4);
            session.close();
            await().until(() -> rooms.room.strangers().size() == 1);
            Gallery gallery = new Gallery(rooms.database, () -> now[0]);
            gallery.open(() -> Vault.OPEN);
            Strangers strangers = new Strangers(gallery, new People(gallery, new Slot<>()));
            assertThat(strangers.forgetBefore(now[0].minus(Duration.ofDays(14))))
                    .isZero();
            now[0] = now[0].plus(Duration.ofDays(15));
            assertThat(strangers.forgetBefore(now[0].minus(Duration.ofDays(14))))
                    .isEqualTo(1);
            assertThat(rooms.room.strangers()).isEmpty();
        }
    }
}
