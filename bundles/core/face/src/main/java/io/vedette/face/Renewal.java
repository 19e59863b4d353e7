package io.vedette.face;

import io.vedette.api.detect.DetectorException;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceException;
import io.vedette.core.spi.worker.Recurring;
import io.vedette.core.spi.worker.Signal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes faces anew from their pictures when another model serves, on a thread of its own. The former model's stay, so that
 * swapping back takes no time; those of older ones go. Thread-safe; {@link #run} is its thread's.
 */
final class Renewal {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final int MODELS_KEPT = 2;
    private static final int TOLD_EACH = 500;
    private static final long AGAIN_MS = 60_000;

    private final Gallery gallery;
    private final Examination examination;
    private final Signal news = new Signal();
    private final Recurring failures = new Recurring();
    /** Pictures in which a model found no face. */
    private final Set<String> hopeless = new HashSet<>();

    private volatile boolean closed;

    Renewal(Gallery gallery, Examination examination) {
        this.gallery = gallery;
        this.examination = examination;
    }

    /** Another model may serve, or pictures came. */
    void wake() {
        news.give();
    }

    void stop() {
        closed = true;
        news.give();
    }

    /** Looks whether faces are to be made anew, until it is stopped. */
    void run() throws InterruptedException {
        while (!closed) {
            long seen = news.seen();
            look();
            news.await(seen, AGAIN_MS);
        }
    }

    private void look() throws InterruptedException {
        String model = examination.model();
        if (model.isEmpty() || gallery.whyShut().isPresent()) {
            return;
        }
        try {
            renew(model);
            failures.wentWell();
        } catch (FaceException | DetectorException e) {
            long times = failures.again();
            if (times > 0) {
                LOG.warn("Faces are not all made anew yet ({} attempts): {}", times, e.getMessage());
            }
        }
    }

    private void renew(String model) throws FaceException, DetectorException, InterruptedException {
        List<Long> missing = begin(model);
        if (!missing.isEmpty()) {
            gallery.complete(model, false);
            LOG.info("{} faces are made anew for another model", missing.size());
        }
        int made = 0;
        for (int i = 0; i < missing.size(); i++) {
            if (closed || !model.equals(examination.model())) {
                return;
            }
            made += renew(missing.get(i), model) ? 1 : 0;
            if ((i + 1) % TOLD_EACH == 0) {
                gallery.refresh();
                LOG.info("{} of {} faces were looked at", i + 1, missing.size());
            }
        }
        if (!missing.isEmpty()) {
            gallery.refresh();
            LOG.info("{} of {} faces were made anew", made, missing.size());
        }
        gallery.complete(model, true);
        forgetOlder();
    }

    /** Notes that a model serves; returns the pictures that it has to see. */
    private List<Long> begin(String model) throws FaceException {
        return gallery.read((c, tables) -> {
            List<String> models = Room.models(c);
            if (models.isEmpty() || !models.get(0).equals(model)) {
                Room.serves(c, model, gallery.now());
            }
            List<Long> missing = tables.pictures().without(c, model);
            return missing.stream()
                    .filter(each -> !hopeless.contains(model + each))
                    .toList();
        });
    }

    private boolean renew(long picture, String model) throws FaceException, DetectorException, InterruptedException {
        Optional<byte[]> jpeg = gallery.read((c, tables) -> tables.pictures().jpeg(c, picture));
        if (jpeg.isEmpty()) {
            return false;
        }
        Optional<Embedding> made = examination.again(jpeg.get());
        if (made.isEmpty()) {
            hopeless.add(model + picture);
            return false;
        }
        return gallery.read((c, tables) -> {
            tables.pictures().insert(c, picture, made.get());
            return true;
        });
    }

    private void forgetOlder() throws FaceException {
        boolean forgotten = gallery.read((c, tables) -> {
            List<String> models = Room.models(c);
            for (String each : models.subList(Math.min(MODELS_KEPT, models.size()), models.size())) {
                Room.forget(c, each);
            }
            return models.size() > MODELS_KEPT;
        });
        if (forgotten) {
            gallery.refresh();
        }
    }
}
