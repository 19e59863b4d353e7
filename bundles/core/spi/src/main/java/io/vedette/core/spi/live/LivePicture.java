package io.vedette.core.spi.live;

import io.vedette.api.Box;
import io.vedette.api.media.Frame;
import java.util.List;

/**
 * A picture with what is known to be in it. Immutable.
 *
 * @param frame one handle, given back by {@link #close}
 * @param objects what is being followed there; empty where nothing is
 */
public record LivePicture(Frame frame, List<Seen> objects) implements AutoCloseable {

    /**
     * An object that is being followed.
     *
     * @param trackId unique within the camera
     * @param label what it is
     * @param score how sure its detector was, 0 to 1; 0 where it is only expected there
     * @param box where it is
     */
    public record Seen(long trackId, String label, double score, Box box) {}

    public LivePicture {
        objects = List.copyOf(objects);
    }

    @Override
    public void close() {
        frame.close();
    }
}
