package io.vedette.core.spi.media;

import java.time.Duration;

/** Opens hubs. A service of core/media; thread-safe. */
public interface Hubs {

    /** Begins to connect in the background and returns at once. */
    Hub open(Settings settings);

    /**
     * What to connect to.
     *
     * @param name whose hub it is, for the log and its thread: {@code front}, {@code front (recorded)}
     * @param uri address, with credentials
     * @param transport {@code tcp} or {@code udp}
     * @param preroll media time to keep before the latest packet, in whole GOPs
     * @param feed how a source that could be read faster than its own clock is read
     * @param origin where its time begins; shared by the streams of one camera, and without effect for {@link Feed#FOLLOW}
     */
    record Settings(String name, String uri, String transport, Duration preroll, Feed feed, Origin origin) {

        /** A camera's only stream. */
        public Settings(String name, String uri, String transport, Duration preroll, Feed feed) {
            this(name, uri, transport, preroll, feed, new Origin());
        }

        @Override
        public String toString() {
            return "Settings[" + name + "]";
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
