package io.vedette.face;

import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.expert.FaceLooks;
import io.vedette.core.spi.media.FramePool;
import io.vedette.core.spi.store.Database;
import io.vedette.core.spi.store.Home;
import io.vedette.core.spi.store.StoreException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The real gallery, with its services given by hand. */
public final class TestGallery {
    private TestGallery() {}

    public static FaceRoom with(Database database, Home home, FramePool pool, FaceLooks looks, PictureEncoder encoder)
            throws StoreException {
        Map<String, Object> values = Map.of();
        FaceConfig usual = (FaceConfig) Proxy.newProxyInstance(
                FaceConfig.class.getClassLoader(),
                new Class<?>[] {FaceConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
        // Clips begin in 1970, and strangers of long ago are forgotten.
        InstantSource clock =
                InstantSource.offset(InstantSource.system(), Duration.between(Instant.now(), Instant.EPOCH));
        FaceRoom room = new FaceRoom(database, home, clock, pool, usual);
        room.setLooks(looks);
        room.setEncoder(encoder);
        // Nothing is logged here that could be erased.
        room.setEraser(name -> 0);
        return room;
    }
}
