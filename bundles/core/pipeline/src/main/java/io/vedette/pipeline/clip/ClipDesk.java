package io.vedette.pipeline.clip;

import io.vedette.api.media.ClipWriter;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes clips beside the lanes: up to four at once, each on a thread of its own, while 16 more wait. Thread-safe.
 *
 * <p>Works while some bundle offers a {@link ClipWriter}; without one each order fails with one line in the log.
 */
@Component(service = Clips.class)
public final class ClipDesk implements Clips, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClipDesk.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 16;
    private static final long IDLE_S = 10;
    private static final long CLOSE_LIMIT_MS = 2_000;

    private final InstantSource clock;
    private final AtomicReference<ClipWriter> writer = new AtomicReference<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, IDLE_S, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), this::thread);

    @Activate
    public ClipDesk(@Reference InstantSource clock) {
        this.clock = clock;
        pool.allowCoreThreadTimeOut(true);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setWriter(ClipWriter came) {
        writer.set(came);
    }

    void unsetWriter(ClipWriter left) {
        writer.compareAndSet(left, null);
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "vedette-clip-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void write(ClipOrder order, Done done) {
        ClipRun run = new ClipRun(order, clock, writer::get, done);
        try {
            pool.execute(run);
        } catch (RejectedExecutionException e) {
            String reason = pool.isShutdown() ? "the program stops" : MOST_WAITING + " clips wait already";
            run.refuse(reason);
        }
    }

    /** Gives up the clips that are being written, tells all who wait, and returns within 2 s. */
    @Deactivate
    @Override
    public void close() {
        for (Runnable waiting : pool.shutdownNow()) {
            ((ClipRun) waiting).refuse("the program stops");
        }
        try {
            if (!pool.awaitTermination(CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A clip has not stopped within {} ms", CLOSE_LIMIT_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
