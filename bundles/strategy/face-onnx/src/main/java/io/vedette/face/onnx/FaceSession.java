package io.vedette.face.onnx;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.detect.PixelLayout.Order;
import io.vedette.api.face.FaceTraits;
import io.vedette.vision.onnx.OnnxSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Finds faces, and tells of each what it is worth and, where it is worth it, an embedding. Each call works in memory of its own
 * from a pool. Thread-safe.
 */
final class FaceSession implements ObjectDetector.Session {

    private final OnnxSession detection;
    private final Optional<Embedder> embedder;
    private final double leastQuality;
    private final int mostEmbeddings;
    private final ConcurrentLinkedDeque<AlignedFace> idle = new ConcurrentLinkedDeque<>();

    /** Owns both models. */
    FaceSession(OnnxSession detection, Optional<Embedder> embedder, Settings settings) {
        this.detection = detection;
        this.embedder = embedder;
        this.leastQuality = settings.leastQuality();
        this.mostEmbeddings = settings.mostEmbeddings();
    }

    @Override
    public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
        List<List<Detection>> answers = new ArrayList<>(looks.size());
        for (Look look : looks) {
            answers.add(traits(look, detection.detect(List.of(look)).get(0)));
        }
        return answers;
    }

    private List<Detection> traits(Look look, List<Detection> faces) throws InterruptedException {
        if (faces.isEmpty()) {
            return faces;
        }
        AlignedFace idleOne = idle.pollFirst();
        AlignedFace memory = idleOne == null ? new AlignedFace() : idleOne;
        try {
            return traits(look, faces, memory);
        } finally {
            idle.addFirst(memory);
        }
    }

    private List<Detection> traits(Look look, List<Detection> faces, AlignedFace memory) throws InterruptedException {
        List<Optional<FacePlace>> places = new ArrayList<>(faces.size());
        List<Detection> answer = new ArrayList<>(faces.size());
        for (Detection face : faces) {
            Optional<FacePlace> place = FacePlace.of(face, look);
            places.add(place);
            double worth = place.map(FacePlace::worth).orElse(0.0);
            answer.add(with(face, new FaceTraits(worth, Optional.empty())));
        }
        for (int i = 0; i < mostEmbeddings; i++) {
            int best = best(places);
            if (best < 0) {
                break;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("asked to give up");
            }
            answer.set(
                    best, with(faces.get(best), closely(look, places.get(best).orElseThrow(), memory)));
            places.set(best, Optional.empty());
        }
        return answer;
    }

    /** The face of most worth that is worth an embedding by its place; -1 where there is none. */
    private int best(List<Optional<FacePlace>> places) {
        int best = -1;
        double most = -1;
        for (int i = 0; i < places.size(); i++) {
            double worth = places.get(i).map(FacePlace::worth).orElse(-1.0);
            if (worth > most && worth >= leastQuality) {
                most = worth;
                best = i;
            }
        }
        return best;
    }

    private FaceTraits closely(Look look, FacePlace place, AlignedFace memory) {
        Order order = embedder.map(Embedder::order).orElse(Order.RGB);
        if (!memory.read(look, place.toFace(), order)) {
            return new FaceTraits(0, Optional.empty());
        }
        double quality = place.worth() * Sharpness.worth(memory);
        return new FaceTraits(
                quality, quality >= leastQuality ? embedder.flatMap(e -> e.embedding(memory)) : Optional.empty());
    }

    private static Detection with(Detection face, FaceTraits traits) {
        Map<String, Object> attributes = new HashMap<>(face.attributes());
        attributes.put(FaceTraits.KEY, traits);
        return new Detection(face.label(), face.score(), face.box(), attributes);
    }

    @Override
    public int concurrency() {
        return detection.concurrency();
    }

    @Override
    public void close() {
        detection.close();
        embedder.ifPresent(Embedder::close);
    }
}
