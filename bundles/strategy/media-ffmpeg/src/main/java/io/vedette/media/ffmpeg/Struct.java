package io.vedette.media.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * A window on a C struct: its fields are read as plain memory, so that nothing is made per packet or picture (a getter of JavaCPP
 * that returns a pointer makes an object each time). Valid as long as the struct is.
 */
final class Struct {
    private Struct() {}

    static <P extends Pointer> ByteBuffer view(P struct, Class<P> type) {
        return new Cursor()
                .at(struct.address(), Loader.sizeof(type))
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    /** A pointer that can be set on any address. Owns nothing. */
    static final class Cursor extends BytePointer {
        Cursor() {
            super((Pointer) null);
        }

        Cursor at(long newAddress, long bytes) {
            address = newAddress;
            position = 0;
            limit = bytes;
            capacity = bytes;
            return this;
        }
    }
}
