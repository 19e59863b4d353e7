package io.vedette.api.media;

import io.vedette.api.Box;
import org.osgi.annotation.versioning.ConsumerType;

/** Makes still pictures of frames. A service; thread-safe. */
@ConsumerType
public interface PictureEncoder {

    /**
     * A JPEG of a part of the frame.
     *
     * @param frame borrowed for the call
     * @param part what to show, clipped to the frame; at least 16 pixels wide and high
     * @param maxWidthPx the picture is scaled down to at most this width, 16 to 8192
     * @param maxBytes quality, then size, are lowered until the picture fits; at least 2048
     * @return the bytes of a JFIF file
     * @throws DecodeException where the encoder fails or nothing small enough can be made
     */
    byte[] jpeg(Frame frame, Box part, int maxWidthPx, int maxBytes) throws DecodeException;
}
