package io.vedette.face;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceException;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.expert.FaceLooks;
import io.vedette.core.spi.media.FramePool;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Has the experts look at photos, and chooses the face that is meant. Thread-safe. */
final class Examination {
    static final String NO_EXPERT = "No expert on faces serves: see vedette:detectors and vedette:models";
    static final String NO_MODEL =
            "No model that tells faces apart serves: ./vedette models pull face-yunet-640 face-embed-mobilefacenet"
                    + " gets what it takes";

    /** A detector of faces sees some in patterns, too, at up to 0.72; portraits have 0.9. */
    private static final double LEAST_SCORE = 0.8;

    private static final double CLEARLY_LARGER = 2;
    private static final double LEAST_PX = 40;
    private static final double LEAST_QUALITY = 0.25;

    private final FramePool pool;
    private final Slot<FaceLooks> looks;
    private final Gallery gallery;

    Examination(FramePool pool, Slot<FaceLooks> looks, Gallery gallery) {
        this.pool = pool;
        this.looks = looks;
        this.gallery = gallery;
    }

    /** The model whose embeddings are made now; empty where none is. */
    String model() {
        try (Slot<FaceLooks>.Loan loan = looks.lend()) {
            return loan.service().map(FaceLooks::embeddingModel).orElse("");
        }
    }

    /** What stands in the way; empty where nothing does. */
    String trouble() {
        try (Slot<FaceLooks>.Loan loan = looks.lend()) {
            if (loan.service().isEmpty()) {
                return NO_EXPERT;
            }
            return loan.service().get().embeddingModel().isEmpty() ? NO_MODEL : "";
        }
    }

    /** All faces of a photo. */
    List<Detection> faces(BufferedImage photo) throws DetectorException, FaceException, InterruptedException {
        try (Slot<FaceLooks>.Loan loan = looks.lend();
                Frame frame = pool.copy(new PhotoPicture(photo), gallery.now(), 0)) {
            FaceLooks experts = loan.service().orElseThrow(() -> new FaceException(NO_EXPERT));
            return experts.faces(frame);
        }
    }

    /**
     * The one face of a photo that is to be kept.
     *
     * @throws FaceException there is none, or several, or it is not good enough; one line for people
     */
    NewFace only(BufferedImage photo) throws FaceException, InterruptedException {
        try {
            return face(photo, chosen(faces(photo)));
        } catch (DetectorException e) {
            throw new FaceException("The picture could not be looked at: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new FaceException("The face could not be cut out: " + e.getMessage(), e);
        }
    }

    private static Detection chosen(List<Detection> faces) throws FaceException {
        List<Detection> largest = faces.stream()
                .filter(each -> each.score() >= LEAST_SCORE)
                .sorted(Comparator.comparingDouble(Examination::area).reversed())
                .toList();
        if (largest.isEmpty()) {
            throw new FaceException("No face was found in the picture; one that looks at the camera would do");
        }
        if (largest.size() > 1 && area(largest.get(0)) < CLEARLY_LARGER * area(largest.get(1))) {
            throw new FaceException("There are " + largest.size()
                    + " faces in the picture and none is clearly the largest; cut out the one that is meant");
        }
        return largest.get(0);
    }

    private static double area(Detection face) {
        return face.box().clipped().area();
    }

    private NewFace face(BufferedImage photo, Detection face) throws FaceException, IOException {
        double width = face.box().width() * photo.getWidth();
        double height = face.box().height() * photo.getHeight();
        if (Math.min(width, height) < LEAST_PX) {
            throw new FaceException("The face is too small: " + Math.round(width) + "x" + Math.round(height)
                    + " pixels of the picture (at 1600 at most); at least 40x40 are needed");
        }
        FaceTraits traits = FaceTraits.of(face).orElse(new FaceTraits(0, Optional.empty()));
        if (traits.embedding().isEmpty() && model().isEmpty()) {
            throw new FaceException(NO_MODEL);
        }
        if (traits.embedding().isEmpty() || traits.quality() < LEAST_QUALITY) {
            throw new FaceException(
                    "The face is too blurred, too dark or turned away; a sharper one from the front would do");
        }
        return new NewFace(traits.embedding().get(), traits.quality(), Crops.jpeg(photo, face.box()));
    }

    /** The embedding of the largest face of a picture that was kept; empty where none is found any more. */
    Optional<Embedding> again(byte[] jpeg) throws DetectorException, FaceException, InterruptedException {
        return faces(PhotoFile.read(jpeg)).stream()
                .max(Comparator.comparingDouble(Examination::area))
                .flatMap(FaceTraits::of)
                .flatMap(FaceTraits::embedding);
    }
}
