package io.vedette.media.ffmpeg;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;

/**
 * Native memory for one packet at a time, that grows as needed and is freed at once by {@link #close} (a direct buffer of the
 * JVM's would wait for the collector).
 *
 * <p>Confined to one thread or lane.
 */
final class Payload implements AutoCloseable {
    private static final int SMALLEST = 1 << 16;

    private final Struct.Cursor pointer = new Struct.Cursor();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long capacity;

    /** The memory, at least so large; what was in it is lost where it had to grow. */
    ByteBuffer ofAtLeast(int bytes) {
        if (bytes > capacity) {
            close();
            capacity = Math.max(SMALLEST, Integer.highestOneBit(bytes) * 2L);
            Pointer memory = avutil.av_malloc(capacity);
            if (memory == null || memory.isNull()) {
                capacity = 0;
                throw new OutOfMemoryError("no native memory for a packet of " + bytes + " bytes");
            }
            buffer = pointer.at(memory.address(), capacity).asByteBuffer();
        }
        return buffer;
    }

    /** Copies a packet from 0 to its limit, and puts the zero bytes behind it that FFmpeg asks for. */
    void fill(ByteBuffer bytes) {
        int size = bytes.limit();
        ByteBuffer copy = ofAtLeast(size + avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
        copy.put(0, bytes, 0, size);
        for (int i = 0; i < avcodec.AV_INPUT_BUFFER_PADDING_SIZE; i++) {
            copy.put(size + i, (byte) 0);
        }
    }

    /** Where the memory lies; changes when it grows. */
    Struct.Cursor pointer() {
        return pointer;
    }

    /** Idempotent. */
    @Override
    public void close() {
        if (capacity > 0) {
            capacity = 0;
            buffer = ByteBuffer.allocate(0);
            avutil.av_free(pointer);
            pointer.at(0, 0);
        }
    }
}
