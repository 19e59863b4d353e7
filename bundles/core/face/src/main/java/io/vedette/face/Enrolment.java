package io.vedette.face;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceList;
import io.vedette.api.face.FaceTraits;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Faces.Enrolled;
import io.vedette.core.spi.face.Faces.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Enrols and tests pictures that people send, one at a time, since a large one takes much memory. Thread-safe. */
final class Enrolment {
    private static final double MARGIN = 0.05;
    private static final double MUCH_MORE = 0.10;

    private final Gallery gallery;
    private final People people;
    private final Examination examination;
    private final Supplier<FaceSetup> setup;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    Enrolment(Gallery gallery, People people, Examination examination, Supplier<FaceSetup> setup) {
        this.gallery = gallery;
        this.people = people;
        this.examination = examination;
        this.setup = setup;
    }

    Enrolled enrol(String name, Optional<FaceList> list, byte[] image) throws FaceException, InterruptedException {
        String checked = Names.checked(name);
        if (list.isPresent()) {
            Names.checked(list.get());
        }
        // Before the work, to tell at once that the gallery is closed.
        Optional<Long> person = people.idOf(checked);
        oneAtATime.lockInterruptibly();
        try {
            NewFace face = examination.only(PhotoFile.read(image));
            checkNobodyElse(face.embedding(), person);
            return people.enrol(checked, list, face);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** A face of somebody else under this name would make both be taken for each other. */
    private void checkNobodyElse(Embedding embedding, Optional<Long> person) throws FaceException {
        FaceIndex index = gallery.album().index(embedding);
        float[] likeness = index.likeness(embedding.values());
        int own = person.isPresent() ? index.place(person.get()) : -1;
        float self = -1;
        if (own >= 0) {
            self = likeness[own];
            likeness[own] = -1;
        }
        float other = FaceIndex.best(likeness).likeness();
        if (other >= setup.get().threshold() && other - self >= MUCH_MORE) {
            throw new FaceException(
                    "The face looks like a different person who is enrolled already; is the name right?");
        }
    }

    List<Match> test(byte[] image) throws FaceException, InterruptedException {
        oneAtATime.lockInterruptibly();
        try {
            List<Match> matches = new ArrayList<>();
            for (Detection each : examination.faces(PhotoFile.read(image))) {
                FaceTraits traits = FaceTraits.of(each).orElse(new FaceTraits(0, Optional.empty()));
                matches.add(new Match(each.box(), traits.quality(), who(traits.embedding())));
            }
            return matches;
        } catch (DetectorException e) {
            throw new FaceException("The picture could not be looked at: " + e.getMessage(), e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private FaceFinding who(Optional<Embedding> embedding) {
        if (embedding.isEmpty()) {
            return new FaceFinding("", FaceList.UNKNOWN, 0);
        }
        Album album = gallery.album();
        FaceIndex index = album.index(embedding.get());
        FaceIndex.Best best = FaceIndex.best(index.likeness(embedding.get().values()));
        boolean somebody = best.place() >= 0
                && best.likeness() >= setup.get().threshold()
                && best.likeness() - best.second() >= MARGIN;
        if (!somebody) {
            return new FaceFinding("", FaceList.UNKNOWN, best.place() < 0 ? 0 : best.likeness());
        }
        Album.Card card = album.people().get(index.owner(best.place()));
        return new FaceFinding(card.name(), card.list(), best.likeness());
    }
}
