package io.vedette.shell;

import io.vedette.api.Box;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Faces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A gallery without faces: a picture is a text, {@code face} can be enrolled. Confined to one test. */
final class Gallery implements Faces {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Stranger STRANGER = new Stranger(7, List.of(70L, 71L), 3, NOON, NOON.plusSeconds(60));

    private final Map<String, Person> people = new TreeMap<>();
    private Optional<Long> stranger = Optional.of(STRANGER.id());
    private String trouble = "";

    void trouble(String line) {
        trouble = line;
    }

    private Person of(String name) throws FaceException {
        Person person = people.get(name);
        if (person == null) {
            throw new FaceException("Nobody is called '" + name + "'");
        }
        return person;
    }

    private void put(String name, FaceList list, List<Long> pictures) {
        people.put(name, new Person(name, list, pictures, NOON, Optional.empty()));
    }

    @Override
    public List<Person> people() {
        return List.copyOf(people.values());
    }

    @Override
    public Enrolled enrol(String name, Optional<FaceList> list, byte[] image) throws FaceException {
        if (!new String(image, StandardCharsets.UTF_8).startsWith("face")) {
            throw new FaceException("no face is on this picture");
        }
        put(name, list.orElse(FaceList.KNOWN), List.of(1L));
        return new Enrolled(1, 0.834);
    }

    @Override
    public void move(String name, FaceList list) throws FaceException {
        put(name, list, of(name).pictures());
    }

    @Override
    public void remove(String name) throws FaceException {
        people.remove(of(name).name());
    }

    @Override
    public List<Match> test(byte[] image) {
        return switch (new String(image, StandardCharsets.UTF_8)) {
            case "face of Anna" -> List.of(
                    new Match(new Box(0.1, 0.2, 0.3, 0.4), 0.9, new FaceFinding("Anna", FaceList.KNOWN, 0.71)));
            case "face" -> List.of(new Match(new Box(0, 0, 1, 1), 0.5, new FaceFinding("", FaceList.UNKNOWN, 0.2)));
            default -> List.of();
        };
    }

    @Override
    public void export(String name, OutputStream to) throws FaceException, IOException {
        to.write("half".getBytes(StandardCharsets.UTF_8));
        of(name);
        to.write(" whole".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Stranger> strangers() {
        return stranger.map(id -> List.of(STRANGER)).orElse(List.of());
    }

    @Override
    public void nameStranger(long id, String name, FaceList list) throws FaceException {
        forgetStranger(id);
        put(name, list, STRANGER.pictures());
    }

    @Override
    public void forgetStranger(long id) throws FaceException {
        if (!stranger.equals(Optional.of(id))) {
            throw new FaceException("There is no stranger " + id);
        }
        stranger = Optional.empty();
    }

    @Override
    public Optional<byte[]> picture(long pictureId) {
        return Optional.empty();
    }

    @Override
    public String trouble() {
        return trouble;
    }
}
