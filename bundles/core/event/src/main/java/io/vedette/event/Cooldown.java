package io.vedette.event;

import io.vedette.api.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers who has just left, so that the same thing at the same place is not notified of twice. Confined to one lane. */
final class Cooldown {
    private static final int MOST = 64;
    private static final double SAME_PLACE = 0.3;
    private static final double MOSTLY_INSIDE = 0.6;

    private final Deque<Left> left = new ArrayDeque<>();

    /** An event has ended. */
    void left(String label, Box box, Instant lastSeen) {
        if (left.size() == MOST) {
            left.removeFirst();
        }
        left.addLast(new Left(label, box, lastSeen));
    }

    /** Whether something of that label left that place less than {@code within} ago. */
    boolean holds(String label, Box box, Instant now, Duration within) {
        left.removeIf(each -> each.lastSeen.plus(within).isBefore(now));
        for (Left each : left) {
            if (each.label.equals(label) && samePlace(each.box, box)) {
                return true;
            }
        }
        return false;
    }

    /** Overlap by IoU, or the smaller box mostly inside the larger one. */
    static boolean samePlace(Box a, Box b) {
        double shared = a.intersection(b);
        double joined = a.area() + b.area() - shared;
        double smaller = Math.min(a.area(), b.area());
        return shared > 0 && (shared >= joined * SAME_PLACE || shared >= smaller * MOSTLY_INSIDE);
    }

    private record Left(String label, Box box, Instant lastSeen) {}
}
