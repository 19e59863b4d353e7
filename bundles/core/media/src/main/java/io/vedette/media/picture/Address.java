package io.vedette.media.picture;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.Pointer;

/** Addresses of direct buffers as plain numbers, since a JavaCPP object for each plane of each call would be garbage. */
final class Address extends Pointer {

    private Address() {
        super((Pointer) null);
    }

    /** Where the byte at the buffer's position lies; valid while the buffer can be reached. */
    static long of(ByteBuffer buffer) {
        return getDirectBufferAddress(buffer) + buffer.position();
    }
}
