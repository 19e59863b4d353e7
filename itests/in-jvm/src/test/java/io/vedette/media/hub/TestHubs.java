package io.vedette.media.hub;

import io.vedette.api.media.MediaSource;
import io.vedette.testkit.osgi.Registered;
import java.time.InstantSource;

/** The real hubs with one media source. */
public final class TestHubs {
    private TestHubs() {}

    public static CameraHubs with(MediaSource source) {
        CameraHubs hubs = new CameraHubs(InstantSource.system(), () -> false);
        hubs.come(Registered.as(1), source);
        return hubs;
    }
}
