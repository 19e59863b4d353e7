package io.vedette.detector.opencv;

import io.vedette.api.Box;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.PixelLayout;
import io.vedette.api.detect.Placement;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;

/** A look at a whole picture, for layouts of packed BGR that begin top left. */
record ImageLook(BufferedImage image) implements Look {

    @Override
    public Box region() {
        return Box.FRAME;
    }

    @Override
    public double leastScore() {
        return 0.1;
    }

    @Override
    public int frameWidthPx() {
        return image.getWidth();
    }

    @Override
    public int frameHeightPx() {
        return image.getHeight();
    }

    @Override
    public Placement read(Box part, PixelLayout layout, ByteBuffer target) {
        double scale =
                Math.min((double) layout.widthPx() / image.getWidth(), (double) layout.heightPx() / image.getHeight());
        int width = (int) (image.getWidth() * scale);
        int height = (int) (image.getHeight() * scale);
        BufferedImage scaled = new BufferedImage(layout.widthPx(), layout.heightPx(), BufferedImage.TYPE_INT_RGB);
        var g = scaled.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(image, 0, 0, width, height, null);
        g.dispose();
        for (int i = 0; i < layout.widthPx() * layout.heightPx(); i++) {
            int rgb = scaled.getRGB(i % layout.widthPx(), i / layout.widthPx());
            target.put(3 * i, (byte) rgb).put(3 * i + 1, (byte) (rgb >> 8)).put(3 * i + 2, (byte) (rgb >> 16));
        }
        return new Placement(Box.FRAME, 0, 0, width, height);
    }
}
