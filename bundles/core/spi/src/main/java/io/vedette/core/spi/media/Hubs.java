package io.vedette.core.spi.media;

import java.time.Duration;

/** Opens hubs. A service of core/media; thread-safe. */
public interface Hubs {

    /** Begins to connect in the background and returns at once. */
    Hub open(Settings settings);

    /**
     * What to connect to.
     *
     * @param cameraId whose hub it is; names its thread
     * @param uri address, with credentials
     * @param transport {@code tcp} or {@code udp}
     * @param preroll media time to keep before the latest packet, in whole GOPs
     * @param feed how a source that could be read faster than its own clock is read
     */
    record Settings(String cameraId, String uri, String transport, Duration preroll, Feed feed) {
        @Override
        public String toString() {
            return "Settings[" + cameraId + "]";
        }
    }

    /** How the media's time relates to the clock. */
    enum Feed {
        /** Files are read at their own speed, again and again. */
        LIVE,
        /** Files are read once, as fast as all readers follow; nothing is lost. */
        FOLLOW
    }
}
