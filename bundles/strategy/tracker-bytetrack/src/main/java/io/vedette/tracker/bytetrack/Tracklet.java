package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.track.Track;
import java.util.Arrays;
import java.util.Optional;

/** One object as it is followed: where it is, what it is by the vote of its detections, and when it was seen. Confined to one lane. */
final class Tracklet {

    final BoxFilter filter = new BoxFilter();
    private final double[] votes = new double[Family.LARGEST];

    private long id;
    private Track.State state = Track.State.TENTATIVE;
    private Family family = Family.of("?");
    private int label;
    private int looks;
    private Detection last;
    private boolean matched;
    private boolean lookedAt;
    private boolean overdue;
    private long unseenNs;
    private long coastedNs;
    private long bornNs;
    private long seenNs;

    /** Begins with a first detection. */
    void start(long newId, Family itsFamily, Detection detection, long clockNs) {
        id = newId;
        family = itsFamily;
        state = Track.State.TENTATIVE;
        label = 0;
        looks = 0;
        overdue = false;
        lookedAt = true;
        bornNs = clockNs;
        Arrays.fill(votes, 0);
        see(detection, clockNs);
    }

    /** Counts a detection of it; the filter is told apart. */
    void see(Detection detection, long clockNs) {
        last = detection;
        matched = true;
        unseenNs = 0;
        coastedNs = 0;
        seenNs = clockNs;
        looks++;
        vote(detection.label(), detection.score());
    }

    private void vote(String name, double score) {
        int voted = Math.max(0, family.index(name));
        votes[voted] += score;
        if (votes[voted] > votes[label]) {
            label = voted;
        }
    }

    /** A new look: whether it covered the object is known, whether it saw it not yet. */
    void expect(boolean covered) {
        matched = false;
        lookedAt = covered;
    }

    /** It was looked for and not seen, after so long since the look before. */
    void miss(long ns) {
        unseenNs += ns;
    }

    void coast(long ns) {
        coastedNs += ns;
    }

    void is(Track.State now) {
        state = now;
    }

    void becomeOverdue() {
        overdue = true;
    }

    /** What callers are told of it, in a picture of this size. */
    Track told(int widthPx, int heightPx) {
        double width = filter.width();
        double height = filter.height();
        Box predicted = new Box(
                (filter.centreX() - width / 2) / widthPx,
                (filter.centreY() - height / 2) / heightPx,
                width / widthPx,
                height / heightPx);
        return new Track(id, label(), state, matched ? Optional.of(last) : Optional.empty(), predicted, unseenNs);
    }

    long id() {
        return id;
    }

    Track.State state() {
        return state;
    }

    String label() {
        return family.members().get(label);
    }

    Family family() {
        return family;
    }

    int looks() {
        return looks;
    }

    Detection last() {
        return last;
    }

    boolean matched() {
        return matched;
    }

    boolean missed() {
        return !matched && lookedAt;
    }

    /** Not seen, but nobody looked there. */
    boolean overlooked() {
        return !matched && !lookedAt;
    }

    boolean lookedAt() {
        return lookedAt;
    }

    /** Whether its time was up once; then it may be found again only in the very next look (see {@link Roll}). */
    boolean overdue() {
        return overdue;
    }

    long unseenNs() {
        return unseenNs;
    }

    /** How long it has been moved on without being seen, looked for or not. */
    long coastedNs() {
        return coastedNs;
    }

    /** From its first detection to its last, nanoseconds. */
    long ageNs() {
        return seenNs - bornNs;
    }

    double votes(int member) {
        return votes[member];
    }

    /** Takes over what another tracker knew beyond the detection it is started with. */
    void resume(Track.State itsState, long itsUnseenNs, int itsLooks) {
        state = itsState;
        unseenNs = itsUnseenNs;
        looks = itsLooks;
        matched = false;
    }

    /** Takes over how long it lived until it was last seen, and how long ago that was. */
    void age(long ageNs, long itsCoastedNs) {
        seenNs -= itsCoastedNs;
        bornNs = seenNs - ageNs;
        coastedNs = itsCoastedNs;
    }

    void votes(int member, double weight) {
        votes[member] = weight;
        if (votes[member] > votes[label]) {
            label = member;
        }
    }
}
