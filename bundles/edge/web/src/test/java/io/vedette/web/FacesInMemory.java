package io.vedette.web;

import io.vedette.api.Box;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Faces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A gallery in memory, in which a picture has as many faces as its bytes say: {@code none}, or one. Thread-safe. */
final class FacesInMemory implements Faces {
    static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

    final Map<Long, byte[]> pictures = new ConcurrentHashMap<>();
    private final Map<String, Person> people = new TreeMap<>();
    private final Map<Long, Stranger> strangers = new TreeMap<>();

    synchronized void stranger(long id, int visits, byte[]... pictures) {
        List<Long> ids = new ArrayList<>();
        for (byte[] each : pictures) {
            ids.add(keep(each));
        }
        strangers.put(id, new Stranger(id, ids, visits, SINCE, SINCE.plusSeconds(60)));
    }

    private long keep(byte[] picture) {
        long id = pictures.size() + 1L;
        pictures.put(id, picture);
        return id;
    }

    @Override
    public synchronized List<Person> people() {
        return List.copyOf(people.values());
    }

    @Override
    public synchronized Enrolled enrol(String name, Optional<FaceList> list, byte[] image) throws FaceException {
        if (new String(image, StandardCharsets.ISO_8859_1).startsWith("none")) {
            throw new FaceException("There is no face on the picture; take one that shows a face.");
        }
        if (new String(image, StandardCharsets.ISO_8859_1).startsWith("broken")) {
            throw new IllegalStateException(name);
        }
        long id = keep(image);
        Person before = people.get(name);
        List<Long> all = new ArrayList<>(before == null ? List.of() : before.pictures());
        all.add(id);
        FaceList where = list.orElse(before == null ? FaceList.KNOWN : before.list());
        people.put(name, new Person(name, where, all, SINCE, Optional.empty()));
        return new Enrolled(id, 0.87654);
    }

    @Override
    public synchronized void move(String name, FaceList list) {
        Person person = people.get(name);
        people.put(name, new Person(name, list, person.pictures(), person.since(), person.lastSeen()));
    }

    @Override
    public synchronized void remove(String name) {
        people.remove(name).pictures().forEach(pictures::remove);
    }

    @Override
    public List<Match> test(byte[] image) {
        FaceFinding nobody = new FaceFinding("", FaceList.UNKNOWN, 0.31);
        return List.of(new Match(new Box(0.25, 0.25, 0.5, 0.5), 0.9, nobody));
    }

    @Override
    public void export(String name, OutputStream to) throws IOException {
        to.write(("ZIP of " + name).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized List<Stranger> strangers() {
        return List.copyOf(strangers.values());
    }

    @Override
    public synchronized void nameStranger(long id, String name, FaceList list) {
        people.put(name, new Person(name, list, strangers.remove(id).pictures(), SINCE, Optional.of(SINCE)));
    }

    @Override
    public synchronized void forgetStranger(long id) {
        strangers.remove(id);
    }

    @Override
    public Optional<byte[]> picture(long pictureId) {
        return Optional.ofNullable(pictures.get(pictureId));
    }

    @Override
    public String trouble() {
        return "";
    }
}
