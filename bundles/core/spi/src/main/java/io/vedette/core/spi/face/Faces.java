package io.vedette.core.spi.face;

import io.vedette.api.Box;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The gallery: people with their pictures, on lists, and faces that nobody has named yet. Names, pictures and embeddings are
 * personal data: they never reach a log. A service of core/face; thread-safe.
 */
public interface Faces {

    /** Everybody who is enrolled, by name. */
    List<Person> people() throws FaceException;

    /**
     * Enrols a picture. A person who is not there is made.
     *
     * @param name 1 to 60 characters, no control characters, not blank, no slash
     * @param list where the person goes; empty: where the person is, or {@code KNOWN} for a new one
     * @param image a JPEG, PNG, BMP or GIF file of at most 20 MB and 50 megapixels, with exactly one face, or one that is clearly
     *     the largest
     * @return what came of it
     * @throws FaceException the picture cannot be used; the message says why in one line and what would do
     * @throws InterruptedException the caller is to give up
     */
    Enrolled enrol(String name, Optional<FaceList> list, byte[] image) throws FaceException, InterruptedException;

    /** Puts a person on another list. */
    void move(String name, FaceList list) throws FaceException;

    /** Deletes a person wholly: pictures, embeddings, name, and the events that tell of the person with their pictures. */
    void remove(String name) throws FaceException;

    /** Who is on a picture; nothing is kept. */
    List<Match> test(byte[] image) throws FaceException, InterruptedException;

    /**
     * Writes everything that is stored about a person as a ZIP file: pictures, a JSON file with the rest, and the events that name the
     * person with their pictures and clips. What was written before an exception is no whole file.
     */
    void export(String name, OutputStream to) throws FaceException, IOException;

    /** Faces that nobody has named, those of one person together, the latest first. */
    List<Stranger> strangers() throws FaceException;

    /** Gives a stranger a name: all faces of the group are enrolled, the best ones. */
    void nameStranger(long id, String name, FaceList list) throws FaceException;

    /** Deletes what is kept of a stranger. */
    void forgetStranger(long id) throws FaceException;

    /** A picture of a person's ({@link Person#pictures()}) or a stranger's face, as a JPEG; empty where there is none. */
    Optional<byte[]> picture(long pictureId) throws FaceException;

    /** What stands in the way of recognition, in one line for people; empty where nothing does. */
    String trouble();

    /**
     * Somebody who is enrolled. Immutable.
     *
     * @param pictures ids of the pictures
     * @param since when first enrolled
     * @param lastSeen by any camera; empty where not yet
     */
    record Person(String name, FaceList list, List<Long> pictures, Instant since, Optional<Instant> lastSeen) {
        public Person {
            pictures = List.copyOf(pictures);
        }
    }

    /** A picture was enrolled: its id, and the quality of the face, 0 to 1. Immutable. */
    record Enrolled(long pictureId, double quality) {}

    /**
     * A face on a picture. Immutable.
     *
     * @param face where, in fractions of the picture
     * @param quality of the face, 0 to 1
     * @param who it would be held for
     */
    record Match(Box face, double quality, FaceFinding who) {}

    /**
     * Somebody whom nobody has named. Immutable.
     *
     * @param pictures ids of the pictures
     * @param visits how often seen
     */
    record Stranger(long id, List<Long> pictures, int visits, Instant first, Instant last) {
        public Stranger {
            pictures = List.copyOf(pictures);
        }
    }
}
