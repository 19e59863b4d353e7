package io.vedette.itests.distribution.plugin;

import io.vedette.api.Box;
import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.DetectorInfo;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sees a person in the middle of every picture, after 5 ms. It hangs or refuses as its bundle's headers tell. Thread-safe. */
public final class BoxDetector implements ObjectDetector {
    private static final long CALL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final List<Detection> SEEN = List.of(new Detection("person", 0.9, new Box(0.4, 0.3, 0.2, 0.5)));

    private final String name;
    private final boolean broken;
    private final Path hang;

    /**
     * A detector.
     *
     * @param broken whether it cannot open
     * @param hang while this file is there, a call takes 8 s and is deaf to interrupts
     */
    BoxDetector(String name, boolean broken, Path hang) {
        this.name = name;
        this.broken = broken;
        this.hang = hang;
    }

    @Override
    public DetectorInfo info() {
        return new DetectorInfo(name, "detect", List.of("person"), 64, 64, Map.of("device", "cpu", "model", "box"));
    }

    @Override
    public Session open() throws DetectorException {
        if (broken) {
            throw new DetectorException("this version is broken");
        }
        return new Session() {
            @Override
            public List<List<Detection>> detect(List<Look> looks) {
                pause(CALL_NS);
                if (Files.exists(hang)) {
                    pause(TimeUnit.SECONDS.toNanos(8));
                }
                List<List<Detection>> results = new ArrayList<>();
                looks.forEach(look -> results.add(SEEN));
                return results;
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    private static void pause(long ns) {
        long until = System.nanoTime() + ns;
        boolean interrupted = false;
        for (long left = ns; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
