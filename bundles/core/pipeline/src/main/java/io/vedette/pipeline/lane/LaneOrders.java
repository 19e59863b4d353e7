package io.vedette.pipeline.lane;

import io.vedette.core.spi.camera.Switch;
import io.vedette.core.spi.event.EventSettings;
import io.vedette.core.spi.media.Hub;
import io.vedette.pipeline.camera.CameraSettings;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What a lane is to do. Immutable.
 *
 * @param settings the camera's settings
 * @param off switches that are off
 * @param fallback whether motion is to stand in for a detector now
 * @param recorded the camera's other connection, whose state is told with it; null where it has but one
 * @param hub followed now; null where none is
 * @param cursor in that hub; null where none is
 */
record LaneOrders(
        CameraSettings settings, Set<Switch> off, BooleanSupplier fallback, Hub recorded, Hub hub, Hub.Cursor cursor) {

    /** Orders before anything is followed. */
    LaneOrders(CameraSettings settings, Set<Switch> off, BooleanSupplier fallback) {
        this(settings, off, fallback, null, null, null);
    }

    LaneOrders {
        off = Set.copyOf(off);
    }

    LaneOrders with(Hub otherHub, Hub.Cursor otherCursor) {
        return new LaneOrders(settings, off, fallback, recorded, otherHub, otherCursor);
    }

    boolean detect() {
        return !off.contains(Switch.DETECT);
    }

    boolean motion() {
        return !off.contains(Switch.MOTION);
    }

    EventSettings eventSettings(boolean byMotion) {
        EventSettings plain = settings.eventSettings(!off.contains(Switch.SNAPSHOTS));
        return new EventSettings(
                ObjectStage.labels(plain.labels(), byMotion),
                plain.minScore(),
                plain.absence(),
                plain.cooldown(),
                plain.snapshots());
    }
}
