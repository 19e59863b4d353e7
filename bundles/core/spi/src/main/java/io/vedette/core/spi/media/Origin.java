package io.vedette.core.spi.media;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where the time line that the streams of one camera share begins: with the first packet of the first of them. So a moment has
 * the same media time in its analysed and in its recorded stream, but for the difference of their delays. Thread-safe.
 */
public final class Origin {

    private final AtomicReference<Long> zero = new AtomicReference<>();

    /**
     * The media time of what arrives at a moment; 0 for whoever asks first.
     *
     * @param steadyNs that moment by the hub's steady clock
     */
    public long mediaTimeNs(long steadyNs) {
        zero.compareAndSet(null, steadyNs);
        return Math.max(0, steadyNs - zero.get());
    }
}
