package io.vedette.media.hub;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import io.vedette.api.media.StreamInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A source that does what its test says, one deed per read, and blocks in between. Thread-safe. */
final class FakeCamera implements MediaSource {

    /** What comes out of the next read. */
    @FunctionalInterface
    interface Deed {
        boolean done(Sink sink) throws CaptureException;
    }

    /** Ends the media. */
    static final Deed END = sink -> false;

    final LinkedBlockingQueue<Deed> deeds = new LinkedBlockingQueue<>();
    final AtomicInteger opens = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final List<Long> openedAtNs = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final SteppedClock clock;
    volatile List<StreamInfo> streams = List.of(Packets.VIDEO, Packets.SOUND);
    volatile boolean file;
    volatile boolean supports = true;
    volatile boolean answers = true;
    volatile boolean deaf;
    volatile long sluggishMs;
    volatile CaptureException refusal;

    FakeCamera(SteppedClock clock) {
        this.clock = clock;
    }

    void picture(long ms, boolean key) {
        deeds.add(packet(0, ms, key));
    }

    void sound(long ms) {
        deeds.add(packet(1, ms, true));
    }

    void breaks(String message) {
        deeds.add(sink -> {
            throw new CaptureException(message);
        });
    }

    static Deed packet(int stream, long ms, boolean key) {
        return sink -> {
            sink.packet(stream, ByteBuffer.allocateDirect(16), ms * 1_000_000, ms * 1_000_000, key);
            return true;
        };
    }

    @Override
    public boolean supports(String uri) {
        return supports;
    }

    @Override
    public Capture open(Request request, BooleanSupplier cancelled) throws CaptureException {
        openedAtNs.add(clock.ns());
        opens.incrementAndGet();
        if (refusal != null) {
            throw refusal;
        }
        while (!answers) {
            poll(cancelled);
        }
        open.incrementAndGet();
        return new FakeCapture(cancelled);
    }

    /** Never waits long without asking whether to give up, as native code does. */
    private Deed poll(BooleanSupplier cancelled) throws CaptureException {
        try {
            if (!deaf && cancelled.getAsBoolean()) {
                never.await(sluggishMs, TimeUnit.MILLISECONDS);
                throw new CaptureException("it was given up");
            }
            return deeds.poll(5, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new CaptureException("interrupted", e);
        }
    }

    private final class FakeCapture implements Capture {
        private final BooleanSupplier cancelled;
        private boolean closed;

        FakeCapture(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        @Override
        public List<StreamInfo> streams() {
            return streams;
        }

        @Override
        public boolean seekable() {
            return file;
        }

        @Override
        public boolean read(Sink sink) throws CaptureException {
            Deed deed = poll(cancelled);
            while (deed == null) {
                deed = poll(cancelled);
            }
            return deed.done(sink);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
