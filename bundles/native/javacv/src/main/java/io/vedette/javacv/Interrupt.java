package io.vedette.javacv;

import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Lets a blocking call of avformat be given up: FFmpeg asks at least ten times a second whether to go on.
 *
 * <p>Attach it to a context before it is opened, and close it after the context is closed. Thread-safe.
 */
public final class Interrupt implements AutoCloseable {
    private static final Slots<BooleanSupplier> ASKED = new Slots<>();
    private static final Callback CALLBACK = new Callback();

    private final int slot;
    private final Pointer opaque;
    private boolean closed;

    /**
     * Begins to be asked.
     *
     * @param giveUp asked from any native thread; must be quick. Where it throws, the call is given up
     */
    public Interrupt(BooleanSupplier giveUp) {
        slot = ASKED.take(giveUp);
        opaque = Slots.opaque(slot);
    }

    /** Makes a context ask. The context must be closed before this object is. */
    public void attach(AVFormatContext context) {
        AVIOInterruptCB callback = context.interrupt_callback();
        callback.callback(CALLBACK);
        callback.opaque(opaque);
    }

    /** For {@code avio_open2} and the like, which take the callback by itself; the caller closes what it receives. */
    public AVIOInterruptCB callback() {
        return new AVIOInterruptCB().callback(CALLBACK).opaque(opaque);
    }

    /** How many are being asked; for tests of leaks. */
    public static int live() {
        return ASKED.size();
    }

    /** Idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            ASKED.free(slot);
        }
    }

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer opaque) {
            BooleanSupplier giveUp = ASKED.at(opaque);
            // plug-in edge: on — an exception that crossed native frames would end the process
            try {
                return giveUp == null || giveUp.getAsBoolean() ? 1 : 0;
            } catch (RuntimeException e) {
                return 1;
            }
            // plug-in edge: off
        }
    }
}
