package io.vedette.core.spi.live;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.expert.Candidate;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One thing that is true of a camera, or of a detector, now. A later fact of the same {@link #key()} takes its place. Immutable. */
public sealed interface LiveFact {

    /** The camera; empty where the fact is of none. */
    String cameraId();

    /** Facts of the same key replace each other. */
    List<Object> key();

    /** The camera's state. */
    record State(CameraStatus status) implements LiveFact {
        @Override
        public String cameraId() {
            return status.id();
        }

        @Override
        public List<Object> key() {
            return List.of(status.id(), "state");
        }
    }

    /** Whether something moves. */
    record MotionOn(String cameraId, boolean on) implements LiveFact {
        @Override
        public List<Object> key() {
            return List.of(cameraId, "motion");
        }
    }

    /** How many objects of a label are there. */
    record Count(String cameraId, String label, int count) implements LiveFact {
        @Override
        public List<Object> key() {
            return List.of(cameraId, "count", label);
        }
    }

    /** The latest best picture of a label: a JPEG of at most 256 kB, as a read-only buffer from position 0. */
    record Snapshot(String cameraId, String label, ByteBuffer jpeg) implements LiveFact {
        public Snapshot {
            jpeg = jpeg.asReadOnlyBuffer();
        }

        /** A fresh view, position 0. */
        @Override
        public ByteBuffer jpeg() {
            return jpeg.duplicate();
        }

        @Override
        public List<Object> key() {
            return List.of(cameraId, "snapshot", label);
        }
    }

    /** A switch's position. */
    record SwitchOn(String cameraId, Switch which, boolean on) implements LiveFact {
        @Override
        public List<Object> key() {
            return List.of(cameraId, "switch", which);
        }
    }

    /**
     * How a detector stands.
     *
     * @param since when a version came, went or changed
     * @param versions all that are there, best first, by bundle; empty where none is left
     */
    record Detector(String name, Instant since, List<Version> versions) implements LiveFact {
        public Detector {
            versions = List.copyOf(versions);
        }

        /**
         * One version. Immutable.
         *
         * @param bundle symbolic name and version
         * @param because why it is unavailable; empty otherwise
         */
        public record Version(String bundle, Candidate.State state, String because) {}

        /** Ready while a version can serve, else as the best stands; empty where none is left. */
        public Optional<Candidate.State> state() {
            return versions.stream()
                    .map(Version::state)
                    .reduce((best, other) -> other == Candidate.State.READY ? other : best);
        }

        @Override
        public String cameraId() {
            return "";
        }

        @Override
        public List<Object> key() {
            return List.of("detector", name);
        }
    }

    /** The camera is no longer configured: all its facts are void. */
    record Gone(String cameraId) implements LiveFact {
        @Override
        public List<Object> key() {
            return List.of(cameraId, "gone");
        }
    }
}
