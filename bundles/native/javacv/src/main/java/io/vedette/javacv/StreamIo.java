package io.vedette.javacv;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A file of FFmpeg's whose bytes come from, or go to, Java: an {@code AVIOContext} on the shared callbacks.
 *
 * <p>Close it after the format context that uses it. Its callbacks run in the thread that works on that context; apart from that
 * confined to one thread.
 */
public final class StreamIo implements AutoCloseable {
    private static final Slots<Bytes> BYTES = new Slots<>();
    private static final Read READ = new Read();
    private static final Write WRITE = new Write();
    private static final Seek SEEK = new Seek();

    private final int slot;
    private final AVIOContext context;
    private boolean closed;

    /** The Java side. What a method throws becomes an I/O error of FFmpeg's. */
    public interface Bytes {
        /**
         * Fills the buffer.
         *
         * @return the number of bytes, at least 1, or {@code avutil.AVERROR_EOF}
         */
        default int read(BytePointer buffer, int size) {
            throw new UnsupportedOperationException("cannot be read");
        }

        /** Takes all bytes of the buffer, which is valid during the call only. */
        default void write(BytePointer buffer, int size) {
            throw new UnsupportedOperationException("cannot be written");
        }

        /**
         * Moves the position.
         *
         * @param whence as of {@code fseek}, or {@code avformat.AVSEEK_SIZE} for the length
         * @return the new position or the length; negative where it can't be told
         */
        default long seek(long offset, int whence) {
            throw new UnsupportedOperationException("cannot be sought");
        }
    }

    private StreamIo(Bytes bytes, int bufferSize, boolean writes, boolean seeks) {
        slot = BYTES.take(bytes);
        BytePointer buffer = new BytePointer(avutil.av_malloc(bufferSize));
        context = avformat.avio_alloc_context(
                buffer,
                bufferSize,
                writes ? 1 : 0,
                Slots.opaque(slot),
                writes ? null : READ,
                writes ? WRITE : null,
                seeks ? SEEK : null);
        if (context == null || context.isNull()) {
            avutil.av_free(buffer);
            BYTES.free(slot);
            throw new OutOfMemoryError("no native memory for an AVIOContext");
        }
    }

    /** A context to be read by FFmpeg. */
    public static StreamIo reading(Bytes bytes, int bufferSize, boolean seekable) {
        return new StreamIo(bytes, bufferSize, false, seekable);
    }

    /** A context to be written by FFmpeg. */
    public static StreamIo writing(Bytes bytes, int bufferSize, boolean seekable) {
        return new StreamIo(bytes, bufferSize, true, seekable);
    }

    /** The native side, owned by this object. */
    public AVIOContext context() {
        return context;
    }

    /** How many are open; for tests of leaks. */
    public static int live() {
        return BYTES.size();
    }

    /** Frees the context and its buffer; what was written must have been flushed. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avutil.av_free(context.buffer());
            context.buffer(null);
            avformat.avio_context_free(context);
            BYTES.free(slot);
        }
    }

    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            Bytes bytes = BYTES.at(opaque);
            // plug-in edge: on — an exception that crossed native frames would end the process
            try {
                return bytes == null ? avutil.AVERROR_EOF : bytes.read(buffer, size);
            } catch (RuntimeException e) {
                return avutil.AVERROR_EXTERNAL;
            }
            // plug-in edge: off
        }
    }

    private static final class Write extends Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            Bytes bytes = BYTES.at(opaque);
            // plug-in edge: on — an exception that crossed native frames would end the process
            try {
                if (bytes == null) {
                    return avutil.AVERROR_EXTERNAL;
                }
                bytes.write(buffer, size);
                return size;
            } catch (RuntimeException e) {
                return avutil.AVERROR_EXTERNAL;
            }
            // plug-in edge: off
        }
    }

    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            Bytes bytes = BYTES.at(opaque);
            // plug-in edge: on — an exception that crossed native frames would end the process
            try {
                return bytes == null ? avutil.AVERROR_EXTERNAL : bytes.seek(offset, whence);
            } catch (RuntimeException e) {
                return avutil.AVERROR_EXTERNAL;
            }
            // plug-in edge: off
        }
    }
}
