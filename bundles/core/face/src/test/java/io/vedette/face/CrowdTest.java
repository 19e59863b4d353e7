package io.vedette.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.api.Box;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceException;
import io.vedette.api.media.Frame;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.face.Faces.Person;
import io.vedette.core.spi.face.Recognition;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once, and what the gallery refuses. */
class CrowdTest {

    @TempDir
    Path root;

    @Test
    void enrolsRecognisesAndRemovesAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Rooms rooms = new Rooms(root)) {
            rooms.room.enrol("Steady", Optional.empty(), Portraits.of(99));
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int person = i;
                all.add(threads.submit(times(8, () -> {
                    rooms.room.enrol("P" + person, Optional.empty(), Portraits.of(person));
                    rooms.room.remove("p" + person);
                })));
            }
            for (int i = 0; i < 2; i++) {
                Recognition.Session session = rooms.room.open("camera-" + i);
                all.add(threads.submit(times(20, () -> {
                    rooms.look(session, 1, 99, 2);
                    assertThat(session.who(1).orElseThrow().name()).isEqualTo("Steady");
                    session.gone(1);
                    rooms.look(session, 2, 50, 4);
                    session.gone(2);
                })));
            }
            for (Future<Void> each : all) {
                each.get();
            }
            assertThat(rooms.room.people()).extracting(Person::name).containsExactly("Steady");
            rooms.room.close();
            assertThat(rooms.pool.inUse()).isZero();
            assertThat(rooms.room.strangers()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Callable<Void> times(int times, Step step) {
        return () -> {
            for (int i = 0; i < times; i++) {
                step.run();
            }
            return null;
        };
    }

    @Test
    void saysWhyAPictureCannotBeEnrolled() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            BufferedImage empty = Portraits.photo(400, 400);
            assertRefused(rooms, Portraits.jpeg(empty), "No face was found");
            BufferedImage two = Portraits.with(Portraits.photo(640, 400), 1, 40, 100, 160);
            assertRefused(rooms, Portraits.jpeg(Portraits.with(two, 2, 340, 100, 150)), "2 faces in the picture");
            assertRefused(
                    rooms, Portraits.jpeg(Portraits.with(Portraits.photo(400, 400), 1, 100, 100, 32)), "too small");
            BufferedImage pale = Portraits.with(Portraits.photo(400, 400), 1, new Rectangle(100, 100, 200, 200), 8);
            assertRefused(rooms, Portraits.jpeg(pale), "too blurred");
            assertThat(rooms.room.people()).isEmpty();
            BufferedImage large = Portraits.with(Portraits.photo(640, 400), 1, 40, 100, 200);
            rooms.room.enrol("Anna", Optional.empty(), Portraits.jpeg(Portraits.with(large, 2, 340, 100, 90)));
            assertThatThrownBy(() -> rooms.room.enrol("Bert", Optional.empty(), Portraits.of(1)))
                    .hasMessageContaining("different person")
                    .hasMessageNotContaining("Anna");
            assertThat(rooms.room.people()).hasSize(1);
            assertThat(rooms.pool.inUse()).isZero();
        }
    }

    private static void assertRefused(Rooms rooms, byte[] image, String why) {
        assertThatThrownBy(() -> rooms.room.enrol("Anna", Optional.empty(), image))
                .isInstanceOf(FaceException.class)
                .hasMessageContaining(why);
    }

    @Test
    void takesNamesAsPeopleHaveThem() throws Exception {
        for (String bad : new String[] {"", "  ", "a/b", "a\nb", "x".repeat(61), "a\u0000"}) {
            assertThatThrownBy(() -> Names.checked(bad)).isInstanceOf(FaceException.class);
        }
        assertThat(Names.checked(" Zoe\u0308 O'Neill ")).isEqualTo("Zo\u00eb O'Neill");
        assertThat(Names.checked("\ud83d\ude00".repeat(60))).hasSize(120);
    }

    /** A disk that is slow makes old faces go, never a lane wait or a frame stay. */
    @Test
    void letsTheOldestFacesGoWhereTooManyWait() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            Gallery gallery = rooms.gallery();
            People people = new People(gallery, new Slot<>());
            Slot<PictureEncoder> none = new Slot<>();
            Strangers strangers = new Strangers(gallery, people);
            FaceDesk desk = new FaceDesk(gallery, people, strangers, none, () -> FaceSetup.DEFAULT);
            Frame frame = rooms.pool.copy(new PhotoPicture(Portraits.photo(64, 64)), Rooms.START, 0);
            Embedding embedding = new Embedding(FakeLooks.MODEL, new float[] {1, 0});
            for (int i = 0; i < 100; i++) {
                Strangers.Visit visit = new Strangers.Visit(Optional.empty(), Rooms.START);
                desk.offer(new FaceDesk.Waiting(frame.retain(), Box.FRAME, embedding, 0.5, visit));
            }
            assertThat(desk.dropped()).isEqualTo(100 - FaceDesk.MOST_WAITING);
            desk.stop(java.time.Duration.ofSeconds(5));
            desk.run();
            desk.close();
            frame.close();
            assertThat(rooms.pool.inUse()).isZero();
        }
    }

    @Test
    void keepsAtMostTwoHundredStrangersOfEightFaces() throws Exception {
        try (Rooms rooms = new Rooms(root)) {
            Gallery gallery = rooms.gallery();
            Strangers strangers = new Strangers(gallery, new People(gallery, new Slot<>()));
            Random random = new Random(3);
            Embedding last = null;
            for (int i = 0; i < 210; i++) {
                float[] values = new float[128];
                for (int j = 0; j < values.length; j++) {
                    values[j] = (float) random.nextGaussian();
                }
                last = new Embedding(FakeLooks.MODEL, values);
                strangers.keep(new NewFace(last, 0.5, new byte[] {1}), visit(i), 0.6);
            }
            for (int i = 0; i < 12; i++) {
                strangers.keep(new NewFace(last, i / 20.0, new byte[] {(byte) i}), visit(300 + i), 0.6);
            }
            assertThat(strangers.all()).hasSize(Strangers.MOST);
            assertThat(strangers.all().get(0).pictures()).hasSize(Strangers.FACES);
            assertThat(strangers.all().get(0).visits()).isEqualTo(13);
            assertThat(strangers.all().get(Strangers.MOST - 1).first()).isEqualTo(at(10));
        }
    }

    private static Strangers.Visit visit(int second) {
        return new Strangers.Visit(Optional.empty(), at(second));
    }

    private static Instant at(int second) {
        return Rooms.START.plusSeconds(second);
    }
}
