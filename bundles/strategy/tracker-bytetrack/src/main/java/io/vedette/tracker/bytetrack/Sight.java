package io.vedette.tracker.bytetrack;

import io.vedette.api.Box;
import java.util.List;

/** What one look covered of the frame. Confined to one lane. */
final class Sight {

    private static final double ENOUGH = 0.5;

    private List<Box> regions = List.of();
    private boolean whole;

    void look(List<Box> lookedAt) {
        regions = lookedAt;
        whole = false;
        for (int i = 0; i < lookedAt.size(); i++) {
            Box region = lookedAt.get(i);
            whole |= region.x() <= 0 && region.y() <= 0 && region.right() >= 1 && region.bottom() >= 1;
        }
    }

    /**
     * Whether an object there would have been seen: its centre and at least half of what the frame shows of it lie in what was
     * looked at. Of an object beyond the frame counts the nearest point of the frame. All in fractions.
     */
    boolean sees(double left, double top, double right, double bottom) {
        if (whole) {
            return true;
        }
        double l = within(left);
        double t = within(top);
        double r = within(right);
        double b = within(bottom);
        double centreX = within((left + right) / 2);
        double centreY = within((top + bottom) / 2);
        boolean centre = false;
        double covered = 0;
        for (int i = 0; i < regions.size(); i++) {
            Box region = regions.get(i);
            centre |= centreX >= region.x()
                    && centreX <= region.right()
                    && centreY >= region.y()
                    && centreY <= region.bottom();
            double width = Math.min(r, region.right()) - Math.max(l, region.x());
            double height = Math.min(b, region.bottom()) - Math.max(t, region.y());
            covered += width > 0 && height > 0 ? width * height : 0;
        }
        return centre && covered >= ENOUGH * (r - l) * (b - t);
    }

    private static double within(double fraction) {
        return Math.min(1, Math.max(0, fraction));
    }
}
