package io.vedette.face;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.expert.FaceLooks;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Experts on the faces of {@link Portraits}: finds them by their colour, and tells them apart by their cells. */
final class FakeLooks implements FaceLooks {
    static final String MODEL = "a".repeat(64);
    static final String OTHER_MODEL = "b".repeat(64);

    final AtomicInteger looks = new AtomicInteger();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile String model = MODEL;
    private volatile boolean broken;

    void model(String now) {
        model = now;
        listeners.forEach(Runnable::run);
    }

    void broken(boolean now) {
        broken = now;
    }

    @Override
    public String embeddingModel() {
        return model;
    }

    @Override
    public Listening listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    @Override
    public List<Detection> faces(Frame frame) throws DetectorException {
        looks.incrementAndGet();
        if (broken) {
            throw new DetectorException("the session is broken");
        }
        int columns = (frame.widthPx() + 1) / 2;
        boolean[] yellow = new boolean[columns + 1];
        for (int x = 0; x < columns; x++) {
            yellow[x] = !rows(frame, x).isEmpty();
        }
        List<Detection> found = new ArrayList<>();
        int from = -1;
        for (int x = 0; x <= columns; x++) {
            if (yellow[x] && from < 0) {
                from = x;
            } else if (!yellow[x] && from >= 0) {
                found.add(detection(frame, from, x));
                from = -1;
            }
        }
        return found;
    }

    private static List<Integer> rows(Frame frame, int x) {
        ByteBuffer u = frame.plane(1);
        List<Integer> rows = new ArrayList<>();
        for (int y = 0; y < (frame.heightPx() + 1) / 2; y++) {
            if ((u.get(u.position() + y * frame.stridePx(1) + x) & 0xff) < 108) {
                rows.add(y);
            }
        }
        return rows;
    }

    private Detection detection(Frame frame, int from, int to) {
        List<Integer> rows = rows(frame, (from + to) / 2);
        int top = 2 * rows.get(0);
        int bottom = 2 * rows.get(rows.size() - 1) + 2;
        Box box = Box.ofCorners(
                2.0 * from / frame.widthPx(),
                (double) top / frame.heightPx(),
                2.0 * to / frame.widthPx(),
                (double) bottom / frame.heightPx());
        return new Detection("face", 0.9, box, Map.of(FaceTraits.KEY, traits(frame, 2 * from, top, 2 * to, bottom)));
    }

    private FaceTraits traits(Frame frame, int left, int top, int right, int bottom) {
        ByteBuffer luma = frame.plane(0);
        float[] cells = new float[Portraits.CELLS * Portraits.CELLS];
        float mean = 0;
        for (int i = 0; i < cells.length; i++) {
            int row = i / Portraits.CELLS;
            int x = left + (int) ((i % Portraits.CELLS + 0.5) * (right - left) / Portraits.CELLS);
            int y = top + (int) ((row + 0.5) * (bottom - top) / Portraits.CELLS);
            cells[i] = luma.get(luma.position() + y * frame.stridePx(0) + x) & 0xff;
            mean += cells[i] / (float) cells.length;
        }
        double contrast = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] -= mean;
            contrast += Math.abs(cells[i]) / cells.length;
        }
        String now = model;
        if (now.isEmpty() || contrast < 3) {
            return new FaceTraits(Math.min(1, contrast / 60), Optional.empty());
        }
        return new FaceTraits(Math.min(1, contrast / 60), Optional.of(new Embedding(now, asModel(now, cells))));
    }

    /** Each model has a space of its own: the numbers stand in another order. */
    private static float[] asModel(String model, float[] cells) {
        int shift = model.charAt(0) - 'a';
        float[] shifted = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            shifted[(i + 7 * shift) % cells.length] = cells[i];
        }
        return shifted;
    }

    /** What a camera would be told of the one face of a frame. */
    FaceTraits traits(Frame frame) throws DetectorException {
        return FaceTraits.of(faces(frame).get(0)).orElseThrow();
    }

    /** A frame as a JPEG, grey. */
    static BufferedImage picture(Frame frame) {
        BufferedImage picture = new BufferedImage(frame.widthPx(), frame.heightPx(), BufferedImage.TYPE_INT_RGB);
        ByteBuffer y = frame.plane(0);
        ByteBuffer u = frame.plane(1);
        ByteBuffer v = frame.plane(2);
        for (int row = 0; row < frame.heightPx(); row++) {
            for (int column = 0; column < frame.widthPx(); column++) {
                int half = row / 2 * frame.stridePx(1) + column / 2;
                double luma = y.get(y.position() + row * frame.stridePx(0) + column) & 0xff;
                double blue = (u.get(u.position() + half) & 0xff) - 128;
                double red = (v.get(v.position() + half) & 0xff) - 128;
                picture.setRGB(
                        column,
                        row,
                        (clip(luma + 1.402 * red) << 16)
                                | (clip(luma - 0.344 * blue - 0.714 * red) << 8)
                                | clip(luma + 1.772 * blue));
            }
        }
        return picture;
    }

    private static int clip(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
