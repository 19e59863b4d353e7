package io.vedette.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where a live link is found, and waited for. Thread-safe. */
final class Mooring {

    /** A link on which events may go, and its topics. */
    record Moored(Link link, Topics topics) {}

    private Moored moored;
    private boolean left;

    synchronized void arrive(Moored arrived) {
        moored = arrived;
        notifyAll();
    }

    /** That link goes; a successor's place is not touched. */
    synchronized void depart(Link link) {
        if (moored != null && moored.link() == link) {
            moored = null;
        }
    }

    /** Nobody shall wait here any more. */
    synchronized void leave() {
        left = true;
        notifyAll();
    }

    synchronized boolean hasLeft() {
        return left;
    }

    /**
     * @throws InterruptedException also where the edge is leaving
     */
    synchronized Optional<Moored> await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!left && (moored == null || moored.link().isLost())) {
            long restMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (restMs <= 0) {
                return Optional.empty();
            }
            wait(restMs);
        }
        if (left) {
            throw new InterruptedException("the MQTT edge is leaving");
        }
        return Optional.of(moored);
    }
}
