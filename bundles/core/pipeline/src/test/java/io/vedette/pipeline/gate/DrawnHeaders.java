package io.vedette.pipeline.gate;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/**
 * H.264 streams with headers drawn at random, for what no encoder at hand makes: field pictures, memory commands, list
 * modifications, slice groups, SP and SI slices. There is nothing worth decoding behind the headers.
 */
final class DrawnHeaders {

    private final Random random;
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final ByteArrayOutputStream unit = new ByteArrayOutputStream();
    private int current;
    private int bitsOfCurrent;

    private int chroma = 1;
    private boolean planes;
    private boolean framesOnly;
    private int numberBits;
    private int orderType;
    private int orderBits;
    private boolean orderZero;
    private boolean cabac;
    private boolean bottomOrder;
    private int references0;
    private int references1;
    private boolean weighted;
    private int weightedBoth;
    private boolean redundant;
    private int initialQp;
    private int qpSum;
    private int slices;

    DrawnHeaders(long seed) {
        random = new Random(seed);
    }

    byte[] stream(int pictures, boolean groups) {
        begin(0x67);
        sequence(groups);
        end();
        begin(0x68);
        picture(groups);
        end();
        for (int i = 0; i < pictures; i++) {
            begin(0x09);
            bits(3, 7);
            end();
            slice(i == 0);
        }
        return stream.toByteArray();
    }

    double meanQp() {
        return (double) qpSum / slices;
    }

    private void sequence(boolean groups) {
        int profile = groups ? 88 : random.nextBoolean() ? 88 : 244;
        bits(8, profile);
        bits(8, 0);
        bits(8, 40);
        ue(0);
        if (profile == 244) {
            chroma = random.nextInt(4);
            ue(chroma);
            planes = chroma == 3 && flag(random.nextBoolean());
            ue(0);
            ue(0);
            flag(false);
            scaling();
        }
        numberBits = 4 + random.nextInt(13);
        ue(numberBits - 4);
        orderType = random.nextInt(3);
        ue(orderType);
        if (orderType == 0) {
            orderBits = 4 + random.nextInt(13);
            ue(orderBits - 4);
        } else if (orderType == 1) {
            orderZero = flag(random.nextBoolean());
            se(random.nextInt(9) - 4);
            se(random.nextInt(70_000) - 35_000);
            int cycle = random.nextInt(5);
            ue(cycle);
            for (int i = 0; i < cycle; i++) {
                se(random.nextInt(9) - 4);
            }
        }
        ue(4);
        flag(random.nextBoolean());
        ue(19);
        ue(5);
        framesOnly = flag(random.nextBoolean());
        if (!framesOnly) {
            flag(true);
        }
        flag(true);
        flag(false);
        flag(false);
    }

    private void scaling() {
        if (flag(random.nextBoolean())) {
            for (int i = 0; i < (chroma == 3 ? 12 : 8); i++) {
                if (flag(random.nextBoolean())) {
                    // One step, then as before to the end of the list: the step to zero says so.
                    se(2);
                    se(-10);
                }
            }
        }
    }

    private void picture(boolean groups) {
        ue(0);
        ue(0);
        cabac = flag(random.nextBoolean());
        bottomOrder = flag(random.nextBoolean());
        ue(groups ? 2 : 0);
        if (groups) {
            groups();
        }
        references0 = 1 + random.nextInt(4);
        references1 = 1 + random.nextInt(4);
        ue(references0 - 1);
        ue(references1 - 1);
        weighted = flag(random.nextBoolean());
        weightedBoth = random.nextInt(3);
        bits(2, weightedBoth);
        initialQp = 20 + random.nextInt(12);
        se(initialQp - 26);
        se(0);
        se(2);
        flag(false);
        flag(false);
        redundant = flag(random.nextBoolean());
    }

    private void groups() {
        int[] forms = {0, 1, 2, 6};
        int form = forms[random.nextInt(forms.length)];
        ue(form);
        if (form == 0) {
            ue(1);
            ue(2);
            ue(3);
        } else if (form == 2) {
            ue(1);
            ue(30);
            ue(40);
            ue(90);
        } else if (form == 6) {
            ue(119);
            for (int i = 0; i < 120; i++) {
                bits(2, random.nextInt(3));
            }
        }
    }

    private void slice(boolean idr) {
        int importance = idr ? 3 : random.nextInt(4);
        int type = idr ? SliceHeader.I : random.nextInt(5);
        begin(importance << 5 | (idr ? 5 : 1));
        boolean intra = type == SliceHeader.I || type == SliceHeader.SI;
        ue(0);
        ue(type);
        ue(0);
        if (planes) {
            bits(2, random.nextInt(3));
        }
        order(idr);
        if (redundant) {
            ue(0);
        }
        int all = references(type, intra);
        for (int list = 0; list < (intra ? 0 : type == SliceHeader.B ? 2 : 1); list++) {
            modifications();
        }
        if (type == SliceHeader.B ? weightedBoth == 1 : weighted && !intra) {
            weights(all);
        }
        if (importance > 0) {
            marking(idr);
        }
        if (cabac && !intra) {
            ue(random.nextInt(3));
        }
        int qp = 5 + random.nextInt(40);
        qpSum += qp;
        slices++;
        se(qp - initialQp);
        if (type == SliceHeader.SP) {
            flag(false);
        }
        if (type == SliceHeader.SP || type == SliceHeader.SI) {
            se(0);
        }
        bits(30, random.nextInt(1 << 30));
        bits(30, random.nextInt(1 << 30));
        end();
    }

    private void order(boolean idr) {
        bits(numberBits, idr ? 0 : random.nextInt(1 << numberBits));
        boolean field = !framesOnly && flag(random.nextBoolean());
        if (field) {
            flag(!idr && random.nextBoolean());
        }
        if (idr) {
            ue(random.nextInt(60_000));
        }
        if (orderType == 0) {
            // Mostly zeros, so that there is emulation to be prevented.
            bits(orderBits, random.nextInt(4) == 0 ? random.nextInt(1 << orderBits) : 0);
        }
        boolean told = orderType == 0 || (orderType == 1 && !orderZero);
        if (orderType == 1 && told) {
            se(random.nextInt(9) - 4);
        }
        if (told && bottomOrder && !field) {
            se(random.nextInt(9) - 4);
        }
    }

    private int references(int type, boolean intra) {
        boolean both = type == SliceHeader.B;
        if (both) {
            flag(random.nextBoolean());
        }
        int first = references0;
        int second = references1;
        if (!intra && flag(random.nextBoolean())) {
            first = 1 + random.nextInt(8);
            second = 1 + random.nextInt(8);
            ue(first - 1);
            if (both) {
                ue(second - 1);
            }
        }
        return both ? first + second : first;
    }

    private void modifications() {
        if (flag(random.nextBoolean())) {
            for (int i = random.nextInt(4); i > 0; i--) {
                ue(random.nextInt(3));
                ue(random.nextInt(4));
            }
            ue(3);
        }
    }

    private void weights(int all) {
        boolean colours = chroma != 0 && !planes;
        ue(random.nextInt(8));
        if (colours) {
            ue(random.nextInt(8));
        }
        for (int i = 0; i < all; i++) {
            int values = flag(random.nextBoolean()) ? 2 : 0;
            weights2(values);
            if (colours) {
                weights2(flag(random.nextBoolean()) ? 4 : 0);
            }
        }
    }

    private void weights2(int values) {
        for (int j = 0; j < values; j++) {
            se(random.nextInt(256) - 128);
        }
    }

    private void marking(boolean idr) {
        if (idr) {
            bits(2, 0);
        } else if (flag(random.nextBoolean())) {
            for (int i = random.nextInt(5); i > 0; i--) {
                int command = 1 + random.nextInt(6);
                ue(command);
                if (command != 5) {
                    ue(random.nextInt(3));
                }
                if (command == 3) {
                    ue(random.nextInt(3));
                }
            }
            ue(0);
        }
    }

    private void begin(int header) {
        unit.reset();
        unit.write(header);
    }

    private void end() {
        bits(1, 1);
        while (bitsOfCurrent > 0) {
            bits(1, 0);
        }
        stream.write(0);
        stream.write(0);
        stream.write(1);
        int zeros = 0;
        for (byte each : unit.toByteArray()) {
            if (zeros == 2 && (each & 0xfc) == 0) {
                stream.write(3);
                zeros = 0;
            }
            zeros = each == 0 ? zeros + 1 : 0;
            stream.write(each);
        }
    }

    private boolean flag(boolean value) {
        bits(1, value ? 1 : 0);
        return value;
    }

    private void bits(int count, int value) {
        for (int i = count - 1; i >= 0; i--) {
            current = current << 1 | (value >> i & 1);
            if (++bitsOfCurrent == 8) {
                unit.write(current);
                current = 0;
                bitsOfCurrent = 0;
            }
        }
    }

    private void ue(int value) {
        int length = 31 - Integer.numberOfLeadingZeros(value + 1);
        bits(length, 0);
        bits(length + 1, value + 1);
    }

    private void se(int value) {
        ue(value > 0 ? 2 * value - 1 : -2 * value);
    }
}
