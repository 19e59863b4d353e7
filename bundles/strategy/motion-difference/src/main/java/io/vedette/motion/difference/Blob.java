package io.vedette.motion.difference;

/** Connected firing cells, reused from look to look. Confined to one lane. */
final class Blob {
    int left;
    int top;
    int right;
    int bottom;
    int cells;
    /** Cells that changed since the former look. */
    int moved;
    /** Cells that changed lately. */
    int lively;
    /** Cells that changed just now. */
    int fresh;
    /** The sum of their changes, and of their usual unrest. */
    float sway;

    float unrest;
    /** Squared steps between neighbouring cells, in the picture and in the background. */
    float edgesNow;

    float edgesBackground;
    /** Where its cells stand in the list of {@link Blobs}. */
    int from;

    float middleX;
    float middleY;
    /** Where it was first seen, how far its outline reached there, and looks since then. */
    float originX;

    float originY;
    float originReach;
    int looks;
    /** Seconds since it was first seen. */
    float ageS;
    /** Looks running before this one in which such a blob moved, not far away. */
    int chain;

    boolean believed;
    /** Alive, but not believed yet. */
    boolean doubtful;

    boolean reported;

    void begin(int at) {
        left = Integer.MAX_VALUE;
        top = Integer.MAX_VALUE;
        right = -1;
        bottom = -1;
        cells = 0;
        moved = 0;
        lively = 0;
        fresh = 0;
        sway = 0;
        unrest = 0;
        edgesNow = 0;
        edgesBackground = 0;
        middleX = 0;
        middleY = 0;
        looks = 1;
        ageS = 0;
        chain = 0;
        believed = false;
        doubtful = false;
        reported = false;
        from = at;
    }

    void add(int x, int y) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
        middleX += x;
        middleY += y;
        cells++;
    }

    void end() {
        middleX /= cells;
        middleY /= cells;
        beginHere();
    }

    private void beginHere() {
        originX = middleX;
        originY = middleY;
        originReach = Math.max(2, (Math.max(right - left, bottom - top) + 1) / 2f + 1);
    }

    /** Whether it has gone further than a clock's digits do, even if some of them fire together and others do not. */
    boolean wandered() {
        float dx = middleX - originX;
        float dy = middleY - originY;
        return dx * dx + dy * dy > originReach * originReach;
    }

    /**
     * Goes on from a blob of the former look.
     *
     * @param only whether no other may be meant; of two, neither says where it came from
     * @param dtS seconds since then
     */
    void follow(Blob old, boolean only, float dtS) {
        looks = Math.max(looks, old.looks + 1);
        ageS = Math.max(ageS, old.ageS + dtS);
        if (only) {
            originX = old.originX;
            originY = old.originY;
            originReach = old.originReach;
        } else {
            beginHere();
        }
    }

    /** Whether both come as near as this many cells. */
    boolean near(Blob other, int reach) {
        return left - reach <= other.right
                && other.left <= right + reach
                && top - reach <= other.bottom
                && other.top <= bottom + reach;
    }

    /** Whether the background has the sharper outline: then something left that had been learnt, and nothing is there now. */
    boolean ghost() {
        return edgesNow < 0.7f * edgesBackground;
    }
}
