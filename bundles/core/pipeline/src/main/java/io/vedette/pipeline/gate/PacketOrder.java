package io.vedette.pipeline.gate;

/** What becomes of a packet. */
public enum PacketOrder {
    /** It is not decoded. */
    SKIP,
    /** It is decoded alone, its picture drained from the decoder and looked at before the next packet. */
    LOOK,
    /** It is decoded, its picture looked at when a look is due. */
    DECODE,
    /** The cursor goes back to {@link CameraGate#rewindToDtsNs}, whence this packet will come again. */
    REWIND
}
