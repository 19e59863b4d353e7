package io.vedette.media.picture;

import io.vedette.api.media.Frame;
import io.vedette.api.media.Picture;
import io.vedette.core.spi.media.FramePool;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames in direct buffers that are used again: one list of idle buffers per size class (quarters of a power of two), at most
 * {@link #MOST_IDLE_BYTES} altogether. Thread-safe.
 */
@Component
public final class PooledFrames implements FramePool {

    private static final long MOST_IDLE_BYTES = 64L << 20;
    private static final int CLASSES = 128;

    private static final Logger LOG = LoggerFactory.getLogger(PooledFrames.class);

    private final OpenHandles open = new OpenHandles();
    private final AtomicInteger inUse = new AtomicInteger();
    private final ArrayDeque<Planes>[] idle = lists();
    private final long mostIdleBytes;
    private long idleBytes;
    private long usedBytes;

    @Activate
    public PooledFrames() {
        this(MOST_IDLE_BYTES);
    }

    PooledFrames(long mostIdleBytes) {
        this.mostIdleBytes = mostIdleBytes;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<Planes>[] lists() {
        ArrayDeque<Planes>[] lists = new ArrayDeque[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            lists[i] = new ArrayDeque<>(4);
        }
        return lists;
    }

    @Override
    public Frame copy(Picture picture, Instant capturedAt, long index) {
        Planes planes = take(Planes.bytes(picture.widthPx(), picture.heightPx()));
        planes.copy(picture);
        inUse.incrementAndGet();
        return PooledFrame.first(this, planes, new PooledFrame.Facts(picture, capturedAt, index));
    }

    @Override
    public int inUse() {
        return inUse.get();
    }

    @Override
    public List<String> leaks() {
        return open.told();
    }

    OpenHandles open() {
        return open;
    }

    @Deactivate
    void stop() {
        if (inUse.get() > 0) {
            LOG.warn("{} frames were not given back {}", inUse.get(), leaks());
        }
    }

    @Override
    public long bytes() {
        synchronized (idle) {
            return usedBytes + idleBytes;
        }
    }

    /** Bytes kept for later. */
    long idleBytes() {
        synchronized (idle) {
            return idleBytes;
        }
    }

    private Planes take(int bytes) {
        int sizeClass = sizeClass(bytes);
        synchronized (idle) {
            usedBytes += capacity(sizeClass);
            Planes planes = idle[sizeClass].pollLast();
            if (planes != null) {
                idleBytes -= planes.capacity();
                return planes;
            }
        }
        return new Planes(capacity(sizeClass));
    }

    void giveBack(Planes planes) {
        inUse.decrementAndGet();
        synchronized (idle) {
            usedBytes -= planes.capacity();
            // What does not fit is left to the collector.
            if (idleBytes + planes.capacity() <= mostIdleBytes) {
                idle[sizeClass(planes.capacity())].addLast(planes);
                idleBytes += planes.capacity();
            }
        }
    }

    /** The least class that holds so many bytes: 4 classes to each doubling. */
    static int sizeClass(int bytes) {
        int sizeClass = 0;
        while (capacity(sizeClass) < bytes) {
            sizeClass++;
        }
        return sizeClass;
    }

    static int capacity(int sizeClass) {
        long capacity = (4L + sizeClass % 4) << (sizeClass / 4 + 10);
        return (int) Math.min(Integer.MAX_VALUE, capacity);
    }
}
