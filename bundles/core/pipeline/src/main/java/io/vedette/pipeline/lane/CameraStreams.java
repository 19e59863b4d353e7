package io.vedette.pipeline.lane;

import io.vedette.core.spi.media.Hub;
import io.vedette.core.spi.media.Hubs;
import io.vedette.core.spi.media.Origin;
import io.vedette.pipeline.camera.CameraSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A camera's connections: one, or two on one time line where a sub-stream is analysed. The pre-roll is kept of what is recorded.
 * Guarded by its owner.
 */
final class CameraStreams {

    private final String cameraId;
    private final Hubs hubs;
    private final Origin origin = new Origin();
    private CameraSettings.Source source;
    private Hub analysed;
    /** None where the analysed stream is the recorded one. */
    private Hub recorded;

    CameraStreams(String cameraId, Hubs hubs) {
        this.cameraId = cameraId;
        this.hubs = hubs;
    }

    /**
     * Connects to what is not connected yet, and leaves what has changed.
     *
     * @return the hub that a lane is to follow from now on; null if it follows the right one
     */
    Hub connect(CameraSettings.Source wanted) {
        CameraSettings.Source former = source;
        source = wanted;
        boolean sameWay = former != null && former.transport().equals(wanted.transport());
        if (recorded != null && !(sameWay && wanted.subStream() && former.uri().equals(wanted.uri()))) {
            recorded.close();
            recorded = null;
        }
        if (analysed != null && !(sameWay && former.detectUri().equals(wanted.detectUri()))) {
            analysed.close();
            analysed = null;
        }
        Hub fresh = null;
        if (analysed == null) {
            fresh = open(cameraId, wanted.detectUri(), wanted.subStream() ? Duration.ZERO : wanted.preroll());
            analysed = fresh;
        } else {
            analysed.preroll(wanted.subStream() ? Duration.ZERO : wanted.preroll());
        }
        if (recorded != null) {
            recorded.preroll(wanted.preroll());
        } else if (wanted.subStream()) {
            recorded = open(cameraId + " (recorded)", wanted.uri(), wanted.preroll());
        }
        return fresh;
    }

    private Hub open(String name, String uri, Duration preroll) {
        return hubs.open(new Hubs.Settings(name, uri, source.transport(), preroll, Hubs.Feed.LIVE, origin));
    }

    /** Begins to close. */
    void cease() {
        Stream.of(analysed, recorded).filter(Objects::nonNull).forEach(Hub::cease);
    }

    void close() {
        if (analysed != null) {
            analysed.close();
            analysed = null;
        }
        if (recorded != null) {
            recorded.close();
            recorded = null;
        }
    }

    /** The connection to what is recorded; null where that is what is analysed. */
    Hub recorded() {
        return recorded;
    }
}
