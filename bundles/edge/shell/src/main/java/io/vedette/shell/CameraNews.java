package io.vedette.shell;

import io.vedette.core.spi.camera.CameraStatus;
import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for news of one camera, which must begin to be listened to before it is caused. Confined to one call. */
final class CameraNews implements AutoCloseable {
    private static final long PATIENCE_S = 5;

    private final CountDownLatch came = new CountDownLatch(1);
    private final LiveFacts.Subscription subscription;

    private CameraNews(LiveFacts facts, Predicate<LiveFact> awaited) {
        subscription = facts.subscribe(fact -> {
            if (awaited.test(fact)) {
                came.countDown();
            }
        });
    }

    /** That its connection came about, or failed. */
    static CameraNews ofConnection(LiveFacts facts, String id) {
        return new CameraNews(
                facts,
                fact -> fact instanceof LiveFact.State state
                        && state.cameraId().equals(id)
                        && state.status().state() != CameraStatus.State.CONNECTING);
    }

    /** That it is gone. */
    static CameraNews ofLeaving(LiveFacts facts, String id) {
        return new CameraNews(
                facts,
                fact -> fact instanceof LiveFact.Gone gone && gone.cameraId().equals(id));
    }

    /** Waits at most 5 s; false where no news came. */
    boolean came() throws InterruptedException {
        return came.await(PATIENCE_S, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
