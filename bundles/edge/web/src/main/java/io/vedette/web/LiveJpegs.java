package io.vedette.web;

import io.vedette.api.Box;
import io.vedette.api.media.DecodeException;
import io.vedette.api.media.PictureEncoder;
import io.vedette.core.spi.live.LivePicture;
import io.vedette.core.spi.live.LivePictures;
import io.vedette.core.spi.room.Rooms;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live pictures as JPEGs: each is compressed once for all who watch, at most five a second of each camera and width, and
 * only while somebody asks. Thread-safe.
 */
@Component(service = LiveJpegs.class)
public final class LiveJpegs {
    private static final Logger LOG = LoggerFactory.getLogger(LiveJpegs.class);
    private static final long STEP_NS = 180_000_000;
    private static final long FORGOTTEN_NS = 10_000_000_000L;
    private static final long ENCODER_LEAVING_MS = 4_000;
    private static final int MOST_BYTES = 512 << 10;
    private static final int MOST_OBJECTS = 64;

    /** A compressed picture. Immutable. */
    static final class Shot {
        private final String tag;
        private final byte[] jpeg;
        private final String objects;
        private final Instant capturedAt;

        Shot(String tag, byte[] jpeg, LivePicture of) {
            this.tag = tag;
            this.jpeg = jpeg;
            this.objects = LiveJpegs.objects(of.objects());
            this.capturedAt = of.frame().capturedAt();
        }

        /** Tells it from every other picture of the camera and width. */
        String tag() {
            return tag;
        }

        int bytes() {
            return jpeg.length;
        }

        void writeTo(OutputStream out) throws IOException {
            out.write(jpeg);
        }

        /** What is in it, as a JSON array in ASCII. */
        String objects() {
            return objects;
        }

        /** UTC. */
        Instant capturedAt() {
            return capturedAt;
        }
    }

    private final Rooms rooms;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final AtomicReference<PictureEncoder> encoder = new AtomicReference<>();
    private final ReentrantReadWriteLock encoding = new ReentrantReadWriteLock();

    @Activate
    public LiveJpegs(@Reference Rooms rooms) {
        this.rooms = rooms;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindEncoder(PictureEncoder arrived) {
        encoder.set(arrived);
    }

    /** Returns when no call runs in the encoder any more, at the latest after 4 s. */
    void unbindEncoder(PictureEncoder leaving) {
        if (!encoder.compareAndSet(leaving, null)) {
            return;
        }
        try {
            if (encoding.writeLock().tryLock(ENCODER_LEAVING_MS, TimeUnit.MILLISECONDS)) {
                encoding.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The latest picture; empty where there is none yet. */
    Optional<Shot> latest(String cameraId, int widthPx) {
        long now = System.nanoTime();
        slots.values().removeIf(slot -> slot.forgotten(now));
        return slots.computeIfAbsent(cameraId + " " + widthPx, key -> new Slot(cameraId, widthPx))
                .latest(now);
    }

    private Optional<byte[]> encode(LivePicture picture, int widthPx) {
        encoding.readLock().lock();
        try {
            PictureEncoder now = encoder.get();
            return now == null
                    ? Optional.empty()
                    : Optional.of(now.jpeg(picture.frame(), Box.FRAME, widthPx, MOST_BYTES));
        } catch (DecodeException e) {
            LOG.debug("A live picture could not be made: {}", e.getMessage());
            // plug-in edge: on
        } catch (RuntimeException e) {
            // plug-in edge: off
            LOG.debug("A live picture could not be made", e);
        } finally {
            encoding.readLock().unlock();
        }
        return Optional.empty();
    }

    /** What is in a picture, as JSON that may stand in a header. */
    static String objects(List<LivePicture.Seen> seen) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (LivePicture.Seen each : seen.subList(0, Math.min(MOST_OBJECTS, seen.size()))) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.trackId());
            one.put("label", each.label());
            one.put("score", rounded(each.score()));
            Box box = each.box();
            one.put("box", List.of(rounded(box.x()), rounded(box.y()), rounded(box.width()), rounded(box.height())));
            all.add(one);
        }
        return ascii(Answers.json(all));
    }

    private static double rounded(double fraction) {
        return Math.round(fraction * 10_000) / 10_000.0;
    }

    private static String ascii(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < 0x7f) {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return text.toString();
    }

    /** One camera in one width. Thread-safe: who comes while it is being compressed waits for the result. */
    private final class Slot {
        private final String cameraId;
        private final int widthPx;
        private volatile long askedAtNs;
        private long madeAtNs;
        private Shot shot;

        Slot(String cameraId, int widthPx) {
            this.cameraId = cameraId;
            this.widthPx = widthPx;
            this.askedAtNs = System.nanoTime();
        }

        boolean forgotten(long nowNs) {
            return nowNs - askedAtNs > FORGOTTEN_NS;
        }

        synchronized Optional<Shot> latest(long nowNs) {
            askedAtNs = nowNs;
            if (shot != null && nowNs - madeAtNs < STEP_NS) {
                return Optional.of(shot);
            }
            Optional<LivePictures> pictures = rooms.livePictures();
            Optional<LivePicture> latest = pictures.flatMap(each -> each.latest(cameraId));
            if (latest.isEmpty()) {
                shot = null;
                return Optional.empty();
            }
            try (LivePicture picture = latest.get()) {
                String tag = "\"" + picture.frame().index() + "-" + widthPx + "-"
                        + picture.frame().capturedAt().toEpochMilli() + "\"";
                if (shot == null || !shot.tag().equals(tag)) {
                    shot = encode(picture, widthPx)
                            .map(jpeg -> new Shot(tag, jpeg, picture))
                            .orElse(null);
                    madeAtNs = nowNs;
                }
            }
            return Optional.ofNullable(shot);
        }
    }
}
