package io.vedette.event;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.event.ObjectEvent;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.event.LookOutcome;
import io.vedette.core.spi.event.Pressing;
import io.vedette.core.spi.face.FaceFinding;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One object's stay: what was last seen of it, and what was last told. Confined to one lane. */
final class Life {
    /** A touch of the frame's edge is nearer than this. */
    private static final double EDGE = 0.005;

    private static final double CUT_OFF_WORTH = 0.5;
    private static final double BETTER_PICTURE = 1.2;
    private static final double BETTER_QUALITY = 1.5;
    private static final double BETTER_SCORE = 0.1;
    private static final long LEAST_BETWEEN_UPDATES_NS = 1_000_000_000L;

    private final UUID id;
    private final Term term;
    private final long trackId;
    private final Instant started;
    private final Map<String, Object> attributes = new HashMap<>();

    private String label = "";
    private Box box = Box.FRAME;
    private double score;
    private long frameIndex;
    private Instant lastSeen;
    private boolean seenNow;
    private Map<String, String> detector = Map.of();
    private Optional<Double> latencyMs = Optional.empty();

    private Optional<FaceFinding> face = Optional.empty();

    private double pictureQuality;
    private int seq;
    private long toldNs;
    private String toldLabel = "";
    private double toldQuality;
    private double toldScore;
    private boolean toldPicture;
    private boolean toldFace = true;

    Life(Term term, long trackId, Instant started, boolean notify) {
        this.id = term.nextEventId();
        this.term = term;
        this.trackId = trackId;
        this.started = started;
        this.lastSeen = started;
        this.attributes.put("risk_level", "info");
        if (!notify) {
            attributes.put("notify", false);
        }
    }

    UUID id() {
        return id;
    }

    String label() {
        return label;
    }

    Box box() {
        return box;
    }

    Instant started() {
        return started;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    /** Whether the latest look saw it. */
    boolean seenNow() {
        return seenNow;
    }

    /** The latest look did not see it. */
    void unseen() {
        seenNow = false;
    }

    /** The latest look saw it. */
    void seen(String asLabel, Detection match, LookOutcome outcome) {
        label = asLabel;
        box = visible(match.box());
        score = match.score();
        frameIndex = outcome.frame().index();
        lastSeen = outcome.frame().capturedAt();
        detector = outcome.detector();
        latencyMs = outcome.latencyMs();
        seenNow = true;
    }

    /** What is told of a press. */
    void pressed(Pressing pressing) {
        label = Categories.DOORBELL;
        score = 1;
        frameIndex = pressing.frame().map(Frame::index).orElse(0L);
        lastSeen = pressing.at();
        seenNow = true;
        attributes.put("trigger", pressing.source());
    }

    /** Whether a clip is there. */
    void clipped(boolean stored) {
        if (stored) {
            attributes.put("clip_url", "/api/v1/events/" + id + "/clip.mp4");
        }
    }

    /** Who it is, as far as known by now; what was known once is not forgotten. */
    void face(Optional<FaceFinding> known) {
        known.filter(now -> !face.map(before -> same(before, now)).orElse(false))
                .ifPresent(now -> {
                    face = known;
                    toldFace = false;
                    attributes.put("face", words(now));
                });
    }

    private static boolean same(FaceFinding one, FaceFinding other) {
        return one.list() == other.list() && one.name().equals(other.name());
    }

    private static Map<String, Object> words(FaceFinding who) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("name", who.name().isEmpty() ? null : who.name());
        words.put("list", who.list().word());
        words.put("similarity", who.similarity());
        return words;
    }

    /** The box as it is where all of it can be seen, so that no digit changes; else the part in the frame. */
    private static Box visible(Box all) {
        boolean inside = all.x() >= 0 && all.y() >= 0 && all.right() <= 1 && all.bottom() <= 1;
        return inside ? all : all.clipped();
    }

    /** How well the object shows: its score by its area; half where the frame cuts it off. */
    private double quality() {
        boolean inside = box.x() > EDGE && box.y() > EDGE && box.right() < 1 - EDGE && box.bottom() < 1 - EDGE;
        return score * box.area() * (inside ? 1 : CUT_OFF_WORTH);
    }

    /** Whether the latest look shows it clearly better than the frame that was last handed on; if so, that one counts now. */
    boolean takesPicture() {
        double quality = quality();
        if (!seenNow || quality <= pictureQuality * BETTER_PICTURE) {
            return false;
        }
        pictureQuality = quality;
        return true;
    }

    /**
     * Whether something worth a message has changed, a second after the last. That there is a picture is told once, with the first
     * update: by then it is ready, and when it became so must not decide what is told.
     */
    boolean worthTelling(long nowNs) {
        if (seq == 0 || nowNs - toldNs < LEAST_BETWEEN_UPDATES_NS) {
            return false;
        }
        boolean better = seenNow && (quality() >= toldQuality * BETTER_QUALITY || score >= toldScore + BETTER_SCORE);
        return better || !toldFace || !label.equals(toldLabel) || (pictureQuality > 0 && !toldPicture);
    }

    /** The next message. */
    ObjectEvent tell(ObjectEvent.Type type, Instant at, long nowNs, boolean pictured) {
        seq++;
        toldNs = nowNs;
        toldLabel = label;
        toldQuality = Math.max(toldQuality, quality());
        toldScore = Math.max(toldScore, score);
        toldFace = true;
        toldPicture = type != ObjectEvent.Type.NEW && pictureQuality > 0;
        Optional<String> imageUrl = pictured ? Optional.of("/api/v1/events/" + id + "/snapshot.jpg") : Optional.empty();
        Optional<Instant> ended = type == ObjectEvent.Type.END ? Optional.of(lastSeen) : Optional.empty();
        return new ObjectEvent(
                new ObjectEvent.Key(type, id, term.camera(), trackId, term.epoch(), seq),
                new ObjectEvent.Subject(Categories.of(label), label, score, box, frameIndex),
                new ObjectEvent.Times(at, started, ended),
                new ObjectEvent.Provenance(detector, latencyMs, imageUrl),
                List.of(),
                attributes);
    }
}
