package io.vedette.pipeline.gate;

/**
 * The head of an H.264 slice as far as its quantiser (ITU-T H.264 7.3.3): for both entropy codings, frames and fields, with list
 * modifications, weights and memory commands. Reused from slice to slice, makes no garbage. Confined to one lane.
 */
final class SliceHeader {

    static final int P = 0;
    static final int B = 1;
    static final int I = 2;
    static final int SP = 3;
    static final int SI = 4;

    private static final int IDR = 5;
    private static final int MOST_REFERENCES = 31;
    /** More commands than references and fields there can be (H.264 7.4.3.1, 7.4.3.3). */
    private static final int MOST_COMMANDS = 67;

    private int type;
    private boolean field;
    private int qp;
    private int references0;
    private int references1;

    /** The kind of the slice: {@link #P} to {@link #SI}. */
    int type() {
        return type;
    }

    /** Whether the slice refers to no other picture. */
    boolean intra() {
        return type == I || type == SI;
    }

    /** Whether it belongs to one field of an interlaced picture. */
    boolean field() {
        return field;
    }

    /** SliceQPY, the quantiser of its first macroblock; below 0 only with more than 8 bits a sample. */
    int qp() {
        return qp;
    }

    /**
     * Reads a header.
     *
     * @param in behind the unit's header of one byte
     * @param unitHeader that byte
     * @return whether it made sense; else nothing here has a meaning
     */
    boolean read(BitReader in, int unitHeader, H264Parameters parameters) {
        boolean idr = (unitHeader & 0x1f) == IDR;
        in.unsigned();
        type = in.unsigned(9) % 5;
        H264Parameters.Picture picture = parameters.picture(in.unsigned(255));
        H264Parameters.Sequence sequence = picture == null ? null : parameters.sequence(picture.sequence);
        if (sequence == null || in.failed()) {
            return false;
        }
        readOrder(in, idr, sequence, picture);
        if (picture.redundant) {
            in.unsigned();
        }
        readReferences(in, picture);
        if (!intra()) {
            skipModifications(in);
        }
        if (type == B) {
            skipModifications(in);
        }
        if (type == B ? picture.weightedBoth == 1 : picture.weighted && !intra()) {
            skipWeights(in, sequence.chroma());
        }
        if ((unitHeader & 0x60) != 0) {
            skipMarking(in, idr);
        }
        if (picture.cabac && !intra()) {
            in.unsigned(2);
        }
        qp = picture.initialQp + in.signed();
        return !in.failed() && qp <= 51 && qp >= -36;
    }

    private void readOrder(
            BitReader in, boolean idr, H264Parameters.Sequence sequence, H264Parameters.Picture picture) {
        if (sequence.separatePlanes) {
            in.bits(2);
        }
        in.bits(sequence.frameNumberBits);
        field = !sequence.framesOnly && in.flag();
        if (field) {
            in.flag();
        }
        if (idr) {
            in.unsigned();
        }
        boolean both = picture.bottomOrder && !field;
        if (sequence.orderType == 0) {
            in.bits(sequence.orderBits);
            if (both) {
                in.signed();
            }
        } else if (sequence.orderType == 1 && !sequence.orderAlwaysZero) {
            in.signed();
            if (both) {
                in.signed();
            }
        }
    }

    private void readReferences(BitReader in, H264Parameters.Picture picture) {
        references0 = picture.references0;
        references1 = type == B ? picture.references1 : 0;
        if (type == B) {
            in.flag();
        }
        if (!intra() && in.flag()) {
            references0 = in.unsigned(MOST_REFERENCES) + 1;
            if (type == B) {
                references1 = in.unsigned(MOST_REFERENCES) + 1;
            }
        }
    }

    /** 7.3.3.1, of one list. */
    private static void skipModifications(BitReader in) {
        if (!in.flag()) {
            return;
        }
        for (int i = 0; i < MOST_COMMANDS; i++) {
            if (in.unsigned(3) == 3) {
                return;
            }
            in.unsigned();
        }
        in.fail();
    }

    /** 7.3.3.2 */
    private void skipWeights(BitReader in, boolean chroma) {
        in.unsigned(7);
        if (chroma) {
            in.unsigned(7);
        }
        for (int i = 0; i < references0 + references1; i++) {
            if (in.flag()) {
                in.signed();
                in.signed();
            }
            for (int j = chroma && in.flag() ? 4 : 0; j > 0; j--) {
                in.signed();
            }
        }
    }

    /** 7.3.3.3 */
    private static void skipMarking(BitReader in, boolean idr) {
        if (idr) {
            in.bits(2);
        } else if (in.flag()) {
            for (int i = 0; i < MOST_COMMANDS; i++) {
                int command = in.unsigned(6);
                if (command == 0) {
                    return;
                }
                // All but "forget everything" name a picture, and one also a place.
                if (command != 5) {
                    in.unsigned();
                }
                if (command == 3) {
                    in.unsigned();
                }
            }
            in.fail();
        }
    }
}
