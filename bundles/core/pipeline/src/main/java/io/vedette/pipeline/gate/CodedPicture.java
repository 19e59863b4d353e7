package io.vedette.pipeline.gate;

/**
 * What a packet tells of its picture without being decoded. One instance is used again and again. Confined to one lane.
 */
final class CodedPicture {

    /** Of what kind a picture is; of several slices the one that refers to most. */
    enum Kind {
        /** Refers to no other picture. */
        INTRA,
        /** Refers to former pictures; with H.265, anything that is not INTRA. */
        PREDICTED,
        /** Refers to pictures on both sides. */
        BETWEEN,
        /** The packet could not be read. */
        UNKNOWN
    }

    /** The mean quantiser of a picture whose quantiser is not known. */
    static final double NO_QP = Double.NaN;

    private Kind kind = Kind.UNKNOWN;
    private int slices;
    private int bytes;
    private int qpSum;
    private boolean qpKnown;
    private boolean refresh;

    void begin() {
        kind = Kind.INTRA;
        slices = 0;
        bytes = 0;
        qpSum = 0;
        qpKnown = true;
        refresh = false;
    }

    void slice(Kind of, int sliceBytes) {
        slices++;
        bytes += sliceBytes;
        if (of.compareTo(kind) > 0) {
            kind = of;
        }
    }

    void qp(int qp) {
        qpSum += qp;
    }

    void qpUnknown() {
        qpKnown = false;
    }

    void refresh() {
        refresh = true;
    }

    void unknown(int packetBytes) {
        kind = Kind.UNKNOWN;
        slices = 0;
        bytes = packetBytes;
        qpKnown = false;
        refresh = false;
    }

    /** Of what kind the picture is. */
    Kind kind() {
        return kind;
    }

    /** Slices in the packet, those of both fields together; 0 where it could not be read. */
    int slices() {
        return slices;
    }

    /** Bytes of its slices, without stuffing, parameters and messages; all bytes of the packet where it could not be read. */
    int bytes() {
        return bytes;
    }

    /** The mean of the slices' quantisers (SliceQPY); {@link #NO_QP} where it is not known. */
    double meanQp() {
        return qpKnown && slices > 0 ? (double) qpSum / slices : NO_QP;
    }

    /**
     * Whether decoding is said to be able to begin here although the picture refers to others: the stream is refreshed bit by bit
     * and has no key frames (recovery point, H.264 D.2.8).
     */
    boolean gradualRefresh() {
        return refresh;
    }
}
