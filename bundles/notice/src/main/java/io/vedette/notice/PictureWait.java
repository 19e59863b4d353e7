package io.vedette.notice;

import io.vedette.api.event.EventPictures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The picture of an event, waited for a little where the event is so young that it may still come. Thread-safe. */
public final class PictureWait {

    private static final long LOOK_EVERY_MS = 100;
    private static final long WAIT_MS = 2000;
    /** An older event's picture is there, or never will be. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final Late<EventPictures> source;
    private final InstantSource clock;

    /** Of a source that may come and go. */
    public PictureWait(Late<EventPictures> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Waits for at most 2 s. */
    public Optional<byte[]> of(Notice notice) throws InterruptedException {
        Optional<byte[]> jpeg = look(notice);
        boolean young = notice.at()
                .filter(at -> clock.instant().isBefore(at.plus(YOUNG)))
                .isPresent();
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MS);
        while (jpeg.isEmpty() && young && source.isThere() && System.nanoTime() - end < 0) {
            never.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            jpeg = look(notice);
        }
        return jpeg;
    }

    private Optional<byte[]> look(Notice notice) {
        return source.get().flatMap(pictures -> pictures.jpeg(notice.eventId()));
    }
}
