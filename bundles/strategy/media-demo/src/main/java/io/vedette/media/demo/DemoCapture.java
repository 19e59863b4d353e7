package io.vedette.media.demo;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One artificial day, drawn and encoded as it is read. The media's own clock is the only one: the hub paces a camera by it, and
 * reads as fast as it can where it follows. Confined to the thread that opened it.
 */
final class DemoCapture implements MediaSource.Capture {

    private final BooleanSupplier cancelled;
    private final Scene scene;
    private final SceneEncoder encoder;
    private long frame;
    private boolean closed;

    DemoCapture(DemoAddress address, BooleanSupplier cancelled) throws CaptureException {
        this.cancelled = cancelled;
        this.scene = new Scene(new Day(address.seed(), address.dayS()));
        this.encoder = new SceneEncoder(Scene.FPS);
    }

    @Override
    public List<StreamInfo> streams() {
        return List.of(encoder.stream());
    }

    @Override
    public boolean seekable() {
        return true;
    }

    @Override
    public boolean read(MediaSource.Sink sink) throws CaptureException {
        if (closed || cancelled.getAsBoolean()) {
            throw new CaptureException("the demo scene was closed");
        }
        if (frame >= scene.frames()) {
            return false;
        }
        encoder.encode(scene.draw(frame), frame, sink);
        frame++;
        return true;
    }

    /** What is on the picture that was read last. */
    List<Labelled> truth() {
        return scene.truth();
    }

    @Override
    public void close() {
        closed = true;
        encoder.close();
    }
}
