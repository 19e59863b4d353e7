package io.vedette.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceTraits;
import io.vedette.testkit.peer.TestData;
import io.vedette.testkit.picture.StillPicture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of faces, as they are and changed, and what is found in them. */
final class Portraits {

    private Portraits() {}

    static BufferedImage read(String name) throws IOException {
        return ImageIO.read(TestData.path("images/faces/" + name).toFile());
    }

    static List<Detection> faces(ObjectDetector.Session session, BufferedImage image) throws Exception {
        Look look = StillPicture.of(image).look(0.6);
        return session.detect(List.of(look)).get(0);
    }

    /** The face of the best score. */
    static Detection face(ObjectDetector.Session session, BufferedImage image) throws Exception {
        List<Detection> faces = faces(session, image);
        assertThat(faces).isNotEmpty();
        return faces.get(0);
    }

    static FaceTraits traits(Detection face) {
        return FaceTraits.of(face).orElseThrow();
    }

    static Embedding embedding(ObjectDetector.Session session, BufferedImage image) throws Exception {
        return traits(face(session, image)).embedding().orElseThrow();
    }

    /** Halved as often as that goes, so that no sample is skipped. */
    static BufferedImage scaled(BufferedImage image, double factor) {
        return factor < 0.5
                ? scaled(drawn(image, AffineTransform.getScaleInstance(0.5, 0.5), 0.5), 2 * factor)
                : drawn(image, AffineTransform.getScaleInstance(factor, factor), factor);
    }

    private static BufferedImage drawn(BufferedImage image, AffineTransform by, double size) {
        int width = (int) Math.max(1, Math.round(image.getWidth() * size));
        int height = (int) Math.max(1, Math.round(image.getHeight() * size));
        return drawn(image, by, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private static BufferedImage drawn(BufferedImage image, AffineTransform by, BufferedImage onto) {
        Graphics2D graphics = onto.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, by, null);
        graphics.dispose();
        return onto;
    }

    /** A square part around a face, turned about the face's middle. */
    static BufferedImage around(BufferedImage image, Detection face, double degrees, double moveX, double moveY) {
        double x = (face.box().x() + face.box().width() / 2) * image.getWidth();
        double y = (face.box().y() + face.box().height() / 2) * image.getHeight();
        int side = (int) (3 * face.box().height() * image.getHeight());
        AffineTransform by = AffineTransform.getTranslateInstance(side / 2.0 - x + moveX, side / 2.0 - y + moveY);
        by.rotate(Math.toRadians(degrees), x, y);
        return drawn(image, by, new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB));
    }

    /** Each sample the mean of the square that reaches so far around it. */
    static BufferedImage blurred(BufferedImage image, int reach) {
        int side = 2 * reach + 1;
        float[] weights = new float[side * side];
        Arrays.fill(weights, 1f / weights.length);
        return new ConvolveOp(new Kernel(side, side, weights), ConvolveOp.EDGE_NO_OP, null)
                .filter(drawn(image, new AffineTransform(), 1), null);
    }
}
