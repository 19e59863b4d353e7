package io.vedette.pipeline.gate;

import java.util.Arrays;

/**
 * What slice headers cannot be read without: some fields of the sequence and picture parameter sets (ITU-T H.264 7.3.2.1, 7.3.2.2)
 * of one stream. A set that is broken is forgotten. Confined to one lane.
 */
final class H264Parameters {

    private static final int SEQUENCES = 32;
    private static final int PICTURES = 256;
    private static final int MOST_OF_CYCLE = 255;
    private static final int MOST_REFERENCES = 31;

    /** Of a sequence parameter set. */
    static final class Sequence {
        boolean known;
        boolean separatePlanes;
        int chromaFormat;
        int frameNumberBits;
        int orderType;
        int orderBits;
        boolean orderAlwaysZero;
        boolean framesOnly;

        /** Whether colours have weights of their own. */
        boolean chroma() {
            return chromaFormat != 0 && !separatePlanes;
        }
    }

    /** Of a picture parameter set. */
    static final class Picture {
        boolean known;
        int sequence;
        boolean cabac;
        boolean bottomOrder;
        int references0;
        int references1;
        boolean weighted;
        int weightedBoth;
        int initialQp;
        boolean redundant;
    }

    private final Sequence[] sequences = new Sequence[SEQUENCES];
    private final Picture[] pictures = new Picture[PICTURES];

    /** Forgets everything: another stream begins. */
    void clear() {
        Arrays.fill(sequences, null);
        Arrays.fill(pictures, null);
    }

    /** A picture parameter set; null where it is not known. */
    Picture picture(int id) {
        Picture picture = id < PICTURES ? pictures[id] : null;
        return picture != null && picture.known ? picture : null;
    }

    /** A sequence parameter set; null where it is not known. */
    Sequence sequence(int id) {
        Sequence sequence = sequences[id];
        return sequence != null && sequence.known ? sequence : null;
    }

    /** Reads a sequence parameter set, behind the unit's header. */
    void readSequence(BitReader in) {
        int profile = in.bits(8);
        in.bits(16);
        int id = in.unsigned(SEQUENCES - 1);
        if (in.failed()) {
            return;
        }
        Sequence set = sequences[id] == null ? new Sequence() : sequences[id];
        sequences[id] = set;
        set.chromaFormat = 1;
        set.separatePlanes = false;
        if (high(profile)) {
            readFormat(in, set);
        }
        set.frameNumberBits = in.unsigned(12) + 4;
        set.orderType = in.unsigned(2);
        if (set.orderType == 0) {
            set.orderBits = in.unsigned(12) + 4;
        } else if (set.orderType == 1) {
            set.orderAlwaysZero = in.flag();
            in.signed();
            in.signed();
            skip(in, in.unsigned(MOST_OF_CYCLE));
        }
        skip(in, 1);
        in.flag();
        skip(in, 2);
        set.framesOnly = in.flag();
        set.known = !in.failed();
    }

    private static boolean high(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static void readFormat(BitReader in, Sequence set) {
        set.chromaFormat = in.unsigned(3);
        set.separatePlanes = set.chromaFormat == 3 && in.flag();
        skip(in, 2);
        in.flag();
        if (in.flag()) {
            int lists = set.chromaFormat == 3 ? 12 : 8;
            for (int i = 0; i < lists; i++) {
                if (in.flag()) {
                    skipScalingList(in, i < 6 ? 16 : 64);
                }
            }
        }
    }

    /** 7.3.2.1.1.1 */
    private static void skipScalingList(BitReader in, int size) {
        int last = 8;
        for (int i = 0; i < size && !in.failed(); i++) {
            int next = (last + in.signed()) & 0xff;
            if (next == 0) {
                return;
            }
            last = next;
        }
    }

    /** Leaves out Exp-Golomb codes. */
    private static void skip(BitReader in, int count) {
        for (int i = 0; i < count; i++) {
            in.unsigned();
        }
    }

    /** Reads a picture parameter set, behind the unit's header. */
    void readPicture(BitReader in) {
        int id = in.unsigned(PICTURES - 1);
        if (in.failed()) {
            return;
        }
        Picture set = pictures[id] == null ? new Picture() : pictures[id];
        pictures[id] = set;
        set.sequence = in.unsigned(SEQUENCES - 1);
        set.cabac = in.flag();
        set.bottomOrder = in.flag();
        int groups = in.unsigned(7);
        if (groups > 0) {
            skipGroups(in, groups);
        }
        set.references0 = in.unsigned(MOST_REFERENCES) + 1;
        set.references1 = in.unsigned(MOST_REFERENCES) + 1;
        set.weighted = in.flag();
        set.weightedBoth = in.bits(2);
        set.initialQp = in.signed() + 26;
        skip(in, 2);
        in.bits(2);
        set.redundant = in.flag();
        set.known = !in.failed();
    }

    private static void skipGroups(BitReader in, int groups) {
        int form = in.unsigned(6);
        switch (form) {
            case 0 -> skip(in, groups + 1);
            case 2 -> skip(in, 2 * groups);
            case 3, 4, 5 -> {
                in.flag();
                skip(in, 1);
            }
            case 6 -> skipGroupIds(in, groups);
            default -> {
                // Dispersed: told by nothing more.
            }
        }
    }

    private static void skipGroupIds(BitReader in, int groups) {
        int bits = 32 - Integer.numberOfLeadingZeros(groups);
        int units = in.unsigned();
        for (int i = 0; i <= units && !in.failed(); i++) {
            in.bits(bits);
        }
    }
}
