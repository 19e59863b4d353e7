package io.vedette.core.spi.face;

import io.vedette.api.Box;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.media.Frame;
import java.util.Optional;
import java.util.UUID;

/** Recognises whom cameras see. A service of core/face; thread-safe. */
public interface Recognition {

    /** Opens the recognition of one camera. */
    Session open(String cameraId);

    /** The faces of one camera's tracks. Confined to its lane; never blocks. */
    interface Session extends AutoCloseable {

        /**
         * A look showed the face of a track.
         *
         * @param trackId whose face it is
         * @param traits its quality and embedding
         * @param frame shows it; borrowed for the call
         * @param face where in the frame
         */
        void seen(long trackId, FaceTraits traits, Frame frame, Box face);

        /** Who the track is, once several looks, or one of high quality after another, agree; it may change when better ones do. */
        Optional<FaceFinding> who(long trackId);

        /** The track has an event. */
        void told(long trackId, UUID eventId);

        /** The track is over; an unknown face is kept with those like it. */
        void gone(long trackId);

        /** All tracks are over. */
        @Override
        void close();
    }
}
