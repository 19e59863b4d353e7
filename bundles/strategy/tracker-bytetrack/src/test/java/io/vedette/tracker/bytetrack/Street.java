package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.PictureSize;
import io.vedette.api.track.Track;
import io.vedette.api.track.TrackerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A session that is shown looks of a scene, as tests want them. Times are seconds. */
final class Street {

    static final PictureSize SIZE = new PictureSize(1280, 720);
    static final TrackerSettings SETTINGS = new TrackerSettings(0.5, 0.6, 2, Duration.ofSeconds(1), 1);

    final ByteTrackSession session;
    private double nowS;

    Street() {
        this(new ByteTrackSession(SETTINGS));
    }

    Street(ByteTrackSession session) {
        this.session = session;
    }

    /** A look at the whole frame, so much later. */
    List<Track> look(double laterS, Detection... seen) {
        return lookAt(List.of(Box.FRAME), laterS, seen);
    }

    List<Track> lookAt(List<Box> regions, double laterS, Detection... seen) {
        nowS += laterS;
        return session.update(Math.round(nowS * 1e9), SIZE, List.of(seen), regions);
    }

    double nowS() {
        return nowS;
    }

    Street after(double seconds) {
        nowS = seconds;
        return this;
    }

    static Detection person(double x) {
        return thing("person", 0.9, x);
    }

    static Detection thing(String label, double score, double x) {
        return new Detection(label, score, new Box(x, 0.4, 0.05, 0.2));
    }

    static List<Track> live(List<Track> tracks) {
        List<Track> live = new ArrayList<>(tracks);
        live.removeIf(track -> track.state() == Track.State.REMOVED);
        return live;
    }

    static LongStream ids(List<Track> tracks) {
        return live(tracks).stream().mapToLong(Track::id);
    }
}
