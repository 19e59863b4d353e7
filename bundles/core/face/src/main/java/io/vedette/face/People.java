package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.event.EventEraser;
import io.vedette.core.spi.face.Faces.Enrolled;
import io.vedette.core.spi.face.Faces.Person;
import io.vedette.core.spi.store.StoreException;
import io.vedette.face.PictureTable.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those who are enrolled. Thread-safe. */
final class People {
    /** Pictures of a person that are kept at most. */
    static final int MOST_PICTURES = 50;

    private final Gallery gallery;
    private final Slot<EventEraser> eraser;

    People(Gallery gallery, Slot<EventEraser> eraser) {
        this.gallery = gallery;
        this.eraser = eraser;
    }

    List<Person> all() throws FaceException {
        return gallery.read((c, tables) -> {
            List<Person> people = new ArrayList<>();
            for (PersonTable.Row each : tables.people().all(c)) {
                if (!each.leaving()) {
                    people.add(person(c, tables, each));
                }
            }
            people.sort(Comparator.comparing(Person::name, String.CASE_INSENSITIVE_ORDER));
            return people;
        });
    }

    private static Person person(Connection c, Gallery.Tables tables, PersonTable.Row row) throws SQLException {
        List<Long> pictures = tables.pictures().of(c, Owner.person(row.id())).stream()
                .map(PictureTable.Row::id)
                .toList();
        return new Person(row.name(), row.list(), pictures, row.since(), row.seen());
    }

    /** Who has a name now; empty where nobody has. */
    Optional<Long> idOf(String name) throws FaceException {
        return gallery.read(
                (c, tables) -> present(tables.people().named(c, name)).map(PersonTable.Row::id));
    }

    Enrolled enrol(String name, Optional<FaceList> list, NewFace face) throws FaceException {
        Instant now = gallery.now();
        return gallery.change((c, tables) -> {
            PersonTable.Row person = placed(c, tables, name, list);
            if (tables.pictures().of(c, Owner.person(person.id())).size() >= MOST_PICTURES) {
                throw new FaceException("This person has " + MOST_PICTURES + " pictures already; more are not kept");
            }
            long id = tables.pictures().insert(c, Owner.person(person.id()), face, now);
            return new Enrolled(id, face.quality());
        });
    }

    /** The person of a name, new or on the list that is asked for. */
    PersonTable.Row placed(Connection c, Gallery.Tables tables, String name, Optional<FaceList> list)
            throws SQLException, FaceException {
        PersonTable.Row person = tables.people().madeIfNew(c, name, list.orElse(FaceList.KNOWN), gallery.now());
        if (person.leaving()) {
            throw new FaceException("The person of this name is being removed; remove the person again, then enrol");
        }
        if (list.isPresent() && list.get() != person.list()) {
            tables.people().move(c, person.id(), list.get());
        }
        return person;
    }

    void move(String name, FaceList list) throws FaceException {
        gallery.change((c, tables) -> {
            tables.people().move(c, found(c, tables, name).id(), list);
            return null;
        });
    }

    static PersonTable.Row found(Connection c, Gallery.Tables tables, String name) throws SQLException, FaceException {
        return present(tables.people().named(c, name))
                .orElseThrow(() -> new FaceException("Nobody of this name is enrolled"));
    }

    private static Optional<PersonTable.Row> present(Optional<PersonTable.Row> row) {
        return row.filter(each -> !each.leaving());
    }

    /**
     * Deletes somebody wholly. First nobody is recognised as the person any more, then the events go, then the rest: a removal
     * that fails on its way is taken up again by the next one, or by {@link #finishRemovals}.
     */
    void remove(String name) throws FaceException {
        PersonTable.Row person = gallery.change((c, tables) -> {
            PersonTable.Row row = tables.people()
                    .named(c, name)
                    .orElseThrow(() -> new FaceException("Nobody of this name is enrolled"));
            tables.people().leaves(c, row.id());
            return row;
        });
        remove(person);
        gallery.compact();
    }

    private void remove(PersonTable.Row person) throws FaceException {
        try (Slot<EventEraser>.Loan loan = eraser.lend()) {
            EventEraser events = loan.service()
                    .orElseThrow(() -> new FaceException(
                            "The person's events are not deleted yet, since their log is not up; this is tried again"));
            events.eraseFace(person.name());
        } catch (StoreException e) {
            throw new FaceException(
                    "The person's events are not deleted yet; this is tried again: " + e.getMessage(), e);
        }
        gallery.change((c, tables) -> {
            tables.people().delete(c, person.id());
            Room.compactLater(c);
            return null;
        });
    }

    /** Takes up what a failure or a stop interrupted. */
    void finishRemovals() throws FaceException {
        List<PersonTable.Row> leaving = gallery.read((c, tables) ->
                tables.people().all(c).stream().filter(PersonTable.Row::leaving).toList());
        for (PersonTable.Row each : leaving) {
            remove(each);
        }
        gallery.compactWhereDue();
    }

    /** Notes when cameras saw people last. */
    void seen(Map<Long, Instant> times) throws FaceException {
        gallery.read((c, tables) -> {
            for (Map.Entry<Long, Instant> each : times.entrySet()) {
                tables.people().seen(c, each.getKey(), each.getValue());
            }
            return null;
        });
    }
}
