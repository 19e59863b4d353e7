package io.vedette.pipeline.lane;

import io.vedette.api.motion.Motion;
import io.vedette.api.track.Track;
import java.util.List;

/**
 * The moment in which something begins, when an event need not wait for the usual rate of looks. While motion is in doubt, it is
 * asked again soon; once it is sure, every picture is worth a look, until the tracker has confirmed what is there, two looks have
 * found nothing, or a second has passed. So it is while the tracker is unsure of something: what is small and quick has left its
 * place altogether in the usual time between looks, and would never be confirmed. Confined to one lane.
 */
final class Onset {

    private static final long LONGEST_NS = 1_000_000_000L;
    /** What begins to move so soon after something moved is nothing new. */
    private static final long STILL_BEFORE_NS = 2_000_000_000L;

    /** So soon a doubt is looked into, and for so long at most. */
    private static final long SOON_NS = 70_000_000L;

    private static final long LONGEST_DOUBT_NS = 400_000_000L;
    private static final int VAIN_LOOKS = 2;

    private boolean lasts;
    private boolean movedBefore;
    private long beganNs;
    private long movedNs;
    private int vain;
    private boolean doubt;
    private long doubtSinceNs;
    private long askedNs;
    private boolean unsure;
    private long unsureSinceNs;

    /** Another time line begins. */
    void restart() {
        lasts = false;
        movedBefore = false;
        rewound();
    }

    /** Pictures of before come again. */
    void rewound() {
        doubt = false;
        unsure = false;
    }

    /** Motion was asked about a picture. */
    void looked(long ptsNs, Motion motion) {
        if (motion.doubtful() && !doubt) {
            doubtSinceNs = ptsNs;
        }
        doubt = motion.doubtful();
        askedNs = ptsNs;
        if (motion.moving()) {
            if (!movedBefore || ptsNs - movedNs > STILL_BEFORE_NS) {
                lasts = true;
                beganNs = ptsNs;
                vain = 0;
            }
            movedBefore = true;
            movedNs = ptsNs;
        }
    }

    /** A look for objects at a picture of this time was answered: the tracks after it. */
    void answered(List<Track> tracks, long ptsNs) {
        boolean before = unsure;
        unsure = false;
        boolean any = false;
        for (Track track : tracks) {
            unsure |= track.state() == Track.State.TENTATIVE;
            any |= track.state() == Track.State.CONFIRMED;
        }
        if (unsure && !before) {
            unsureSinceNs = ptsNs;
        }
        if (ptsNs >= beganNs) {
            vain += unsure || any ? 0 : 1;
            lasts &= unsure || (!any && vain < VAIN_LOOKS);
        }
    }

    /** Whether a picture is worth a look although none is due. */
    boolean lasts(long ptsNs) {
        lasts &= ptsNs - beganNs <= LONGEST_NS;
        boolean doubted = doubt && ptsNs - askedNs >= SOON_NS && ptsNs - doubtSinceNs <= LONGEST_DOUBT_NS;
        boolean confirming = unsure && ptsNs >= unsureSinceNs && ptsNs - unsureSinceNs <= LONGEST_NS;
        return doubted || confirming || (lasts && ptsNs >= beganNs);
    }
}
