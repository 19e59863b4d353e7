package io.vedette.face;

import io.vedette.api.Box;
import io.vedette.api.face.FaceException;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.event.FaceEvents;
import io.vedette.core.spi.face.Recognition;
import io.vedette.core.spi.store.StoreException;
import io.vedette.media.picture.PooledFrames;
import io.vedette.store.HomeFolder;
import io.vedette.store.SqliteDatabase;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A face room on a real database in a folder, with a real frame pool and {@link FakeLooks}. */
final class Rooms implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

    final HomeFolder home;
    final SqliteDatabase database;
    final PooledFrames pool = new PooledFrames();
    final FakeLooks looks = new FakeLooks();
    final FaceRoom room;
    /** What the log of events holds of somebody. */
    final Map<String, List<FaceEvents.Told>> events = new HashMap<>();

    Rooms(Path root) throws IOException, StoreException {
        this(root, config(Map.of()), InstantSource.system());
    }

    Rooms(Path root, FaceConfig config, InstantSource clock) throws IOException, StoreException {
        home = new HomeFolder(root.toString(), "");
        database = new SqliteDatabase(home, clock);
        room = new FaceRoom(database, home, clock, pool, config);
        room.setLooks(looks);
        room.setEncoder(Rooms::encode);
        room.setEraser(name -> 0);
        room.setEvents((name, taker) -> {
            for (FaceEvents.Told each : events.getOrDefault(name, List.of())) {
                taker.take(each);
            }
        });
    }

    static Rooms with(Path root, Map<String, String> settings) throws IOException, StoreException {
        return new Rooms(root, config(settings), InstantSource.system());
    }

    /** The tables behind the room, while it has no key. */
    Gallery gallery() throws FaceException {
        Gallery gallery = new Gallery(database, InstantSource.system());
        gallery.open(() -> Vault.OPEN);
        return gallery;
    }

    static byte[] encode(Frame frame, Box part, int maxWidthPx, int maxBytes) {
        BufferedImage picture = FakeLooks.picture(frame);
        int x = (int) (part.x() * picture.getWidth());
        int y = (int) (part.y() * picture.getHeight());
        int width = (int) (part.width() * picture.getWidth());
        int height = (int) (part.height() * picture.getHeight());
        return Portraits.jpeg(picture.getSubimage(x, y, width, height));
    }

    /** The default settings with some changed. */
    static FaceConfig config(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(
                Map.of("threshold", "0.38", "strangers", "true", "strangers_retention", "14", "encryption_key", ""));
        values.put("encryption_former$_$key", "");
        values.putAll(changes);
        return (FaceConfig) Proxy.newProxyInstance(
                Rooms.class.getClassLoader(),
                new Class<?>[] {FaceConfig.class},
                (proxy, method, arguments) -> values.get(method.getName()));
    }

    /** A person is in front of a camera for so many looks. */
    void look(Recognition.Session session, long track, int person, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            BufferedImage scene =
                    Portraits.with(Portraits.photo(320, 240), person, new Rectangle(100 + i, 60, 96, 96), 50);
            try (Frame frame = pool.copy(new PhotoPicture(scene), START.plusSeconds(i), i)) {
                session.seen(
                        track,
                        looks.traits(frame),
                        frame,
                        looks.faces(frame).get(0).box());
            }
        }
    }

    @Override
    public void close() {
        room.close();
        database.close();
    }
}
