package io.vedette.face;

import io.vedette.api.Box;
import io.vedette.api.face.Embedding;
import io.vedette.api.face.FaceList;
import io.vedette.api.face.FaceTraits;
import io.vedette.api.media.Frame;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Recognition;
import io.vedette.face.TrackDecision.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The faces of one camera's tracks. Confined to its lane. */
final class CameraFaces implements Recognition.Session {
    /** So much better a face must be to take the place of one that is kept. */
    private static final double BETTER = 0.02;
    /** Tracks of which a frame is held, at most. */
    private static final int MOST_FRAMES = 8;

    private final Gallery gallery;
    private final Supplier<FaceSetup> setup;
    private final FaceDesk desk;
    private final Map<Long, Track> tracks = new HashMap<>();
    private int frames;

    CameraFaces(Gallery gallery, Supplier<FaceSetup> setup, FaceDesk desk) {
        this.gallery = gallery;
        this.setup = setup;
        this.desk = desk;
    }

    /** What is known of a track, with the frame of its best face that is not handed over yet. */
    private static final class Track {
        final TrackDecision decision = new TrackDecision();
        Optional<UUID> event = Optional.empty();
        Instant last = Instant.EPOCH;
        double best;
        Frame frame;
        Box face;
        Embedding embedding;
    }

    @Override
    public void seen(long trackId, FaceTraits traits, Frame frame, Box face) {
        if (traits.embedding().isEmpty() || gallery.whyShut().isPresent()) {
            return;
        }
        FaceSetup now = setup.get();
        Track track = tracks.computeIfAbsent(trackId, id -> new Track());
        track.last = frame.capturedAt();
        track.decision.seen(traits.embedding().get(), traits.quality(), gallery.album(), now.threshold());
        Optional<Verdict> verdict = track.decision.verdict();
        if (!now.strangers() || (verdict.isPresent() && !verdict.get().unknown())) {
            letGo(track);
        } else {
            hold(track, traits, frame, face);
        }
        if (track.event.isPresent()) {
            handOver(track);
        }
    }

    private void hold(Track track, FaceTraits traits, Frame frame, Box face) {
        boolean room = track.frame != null || frames < MOST_FRAMES;
        if (!room || traits.quality() < track.best + BETTER) {
            return;
        }
        letGo(track);
        track.frame = frame.retain();
        frames++;
        track.best = traits.quality();
        track.face = face;
        track.embedding = traits.embedding().get();
    }

    private void letGo(Track track) {
        if (track.frame != null) {
            track.frame.close();
            track.frame = null;
            frames--;
        }
    }

    /** Gives the best face of a stranger to the desk, with its frame. */
    private void handOver(Track track) {
        boolean stranger = track.decision.verdict().map(Verdict::unknown).orElse(false);
        if (stranger && track.frame != null) {
            Frame frame = track.frame;
            track.frame = null;
            frames--;
            Strangers.Visit visit = new Strangers.Visit(track.event, frame.capturedAt());
            desk.offer(new FaceDesk.Waiting(frame, track.face, track.embedding, track.best, visit));
        }
    }

    @Override
    public Optional<FaceFinding> who(long trackId) {
        Track track = tracks.get(trackId);
        return track == null ? Optional.empty() : track.decision.verdict().flatMap(this::finding);
    }

    private Optional<FaceFinding> finding(Verdict verdict) {
        if (verdict.unknown()) {
            return Optional.of(new FaceFinding("", FaceList.UNKNOWN, verdict.score()));
        }
        // Who was removed meanwhile is not told any more.
        Album.Card card = gallery.album().people().get(verdict.person());
        return card == null
                ? Optional.empty()
                : Optional.of(new FaceFinding(card.name(), card.list(), verdict.score()));
    }

    @Override
    public void told(long trackId, UUID eventId) {
        Track track = tracks.computeIfAbsent(trackId, id -> new Track());
        track.event = Optional.of(eventId);
        handOver(track);
    }

    @Override
    public void gone(long trackId) {
        Track track = tracks.remove(trackId);
        if (track == null) {
            return;
        }
        handOver(track);
        letGo(track);
        Optional<Verdict> verdict = track.decision.verdict();
        if (verdict.isPresent() && !verdict.get().unknown()) {
            desk.sighted(verdict.get().person(), track.last);
        }
    }

    @Override
    public void close() {
        List<Long> all = new ArrayList<>(tracks.keySet());
        all.forEach(this::gone);
    }
}
