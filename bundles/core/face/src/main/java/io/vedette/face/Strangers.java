package io.vedette.face;

import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.core.spi.face.Faces.Stranger;
import io.vedette.face.PictureTable.Owner;
import io.vedette.face.PictureTable.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Faces that nobody has named, those of one person together. Thread-safe. */
final class Strangers {
    static final int MOST = 200;
    /** Faces of a stranger that are kept, the best. */
    static final int FACES = 8;

    private static final int EVENTS = 20;

    private final Gallery gallery;
    private final People people;

    Strangers(Gallery gallery, People people) {
        this.gallery = gallery;
        this.people = people;
    }

    /** A visit of a stranger. Immutable. */
    record Visit(Optional<UUID> event, Instant at) {}

    List<Stranger> all() throws FaceException {
        return gallery.read((c, tables) -> {
            List<Stranger> all = new ArrayList<>();
            for (StrangerTable.Row each : StrangerTable.all(c)) {
                List<Long> pictures = tables.pictures().of(c, Owner.stranger(each.id())).stream()
                        .map(PictureTable.Row::id)
                        .toList();
                all.add(new Stranger(each.id(), pictures, each.visits(), each.first(), each.last()));
            }
            return all;
        });
    }

    /** Keeps a face with those like it. A second face of one event is no second visit. */
    void keep(NewFace face, Visit visit, double threshold) throws FaceException {
        gallery.read((c, tables) -> {
            Optional<Long> told = visit.event().isEmpty()
                    ? Optional.empty()
                    : StrangerTable.ofEvent(c, visit.event().get());
            Optional<Long> like = told.isPresent() ? told : like(c, tables, face, threshold);
            long stranger = like.isPresent() ? like.get() : StrangerTable.insert(c, visit.at());
            StrangerTable.seen(c, stranger, visit.at(), told.isEmpty());
            if (visit.event().isPresent()) {
                StrangerTable.tell(c, visit.event().get(), stranger, visit.at(), EVENTS);
            }
            tables.pictures().insert(c, Owner.stranger(stranger), face, visit.at());
            forgetTheRest(c, tables, stranger);
            return null;
        });
    }

    private static Optional<Long> like(Connection c, Gallery.Tables tables, NewFace face, double threshold)
            throws SQLException {
        List<FaceIndex.Entry> faces = new ArrayList<>();
        for (Stored each : tables.pictures().directions(c, false)) {
            if (each.model.equals(face.embedding().modelSha256())) {
                faces.add(new FaceIndex.Entry(each.owner, each.direction));
            }
        }
        FaceIndex index = FaceIndex.of(faces);
        FaceIndex.Best best = FaceIndex.best(index.likeness(face.embedding().values()));
        return best.likeness() >= threshold && best.place() >= 0
                ? Optional.of(index.owner(best.place()))
                : Optional.empty();
    }

    private static void forgetTheRest(Connection c, Gallery.Tables tables, long stranger) throws SQLException {
        List<PictureTable.Row> faces = tables.pictures().of(c, Owner.stranger(stranger));
        for (PictureTable.Row each : faces.subList(Math.min(FACES, faces.size()), faces.size())) {
            tables.pictures().delete(c, each.id());
        }
        List<StrangerTable.Row> all = StrangerTable.all(c);
        for (StrangerTable.Row each : all.subList(Math.min(MOST, all.size()), all.size())) {
            StrangerTable.delete(c, each.id());
        }
    }

    void name(long id, String name, FaceList list) throws FaceException {
        gallery.change((c, tables) -> {
            if (!StrangerTable.isThere(c, id)) {
                throw new FaceException("There is no stranger " + id + " (any more)");
            }
            PersonTable.Row person = people.placed(c, tables, name, Optional.of(list));
            tables.pictures().hand(c, id, person.id());
            StrangerTable.delete(c, id);
            return null;
        });
    }

    /** The stranger of an event. */
    Optional<Long> ofEvent(UUID event) throws FaceException {
        return gallery.read((c, tables) -> StrangerTable.ofEvent(c, event));
    }

    void forget(long id) throws FaceException {
        gallery.read((c, tables) -> {
            if (StrangerTable.delete(c, id) == 0) {
                throw new FaceException("There is no stranger " + id + " (any more)");
            }
            Room.compactLater(c);
            return null;
        });
        gallery.compact();
    }

    /** Forgets who was last seen before a time; returns how many. */
    int forgetBefore(Instant time) throws FaceException {
        return gallery.read((c, tables) -> {
            List<Long> old = StrangerTable.lastSeenBefore(c, time);
            for (long each : old) {
                StrangerTable.delete(c, each);
            }
            if (!old.isEmpty()) {
                Room.compactLater(c);
            }
            return old.size();
        });
    }
}
