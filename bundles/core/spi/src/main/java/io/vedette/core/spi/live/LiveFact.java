package io.vedette.core.spi.live;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.camera.Switch;
import java.nio.ByteBuffer;
import java.util.List;

/** One thing that is true of a camera now. A later fact of the same {@link #key()} takes its place. Immutable. */
public sealed interface LiveFact {

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

    /** The camera is no longer configured: all its facts are void. */
    record Gone(String cameraId) implements LiveFact {
        @Override
        public List<Object> key() {
            return List.of(cameraId, "gone");
        }
    }
}
