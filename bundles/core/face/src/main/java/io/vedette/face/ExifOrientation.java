package io.vedette.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads which way up a JPEG file is to be shown: the tag Orientation of the first directory of its EXIF segment
 * (JEITA CP-3451, 4.6.4 A).
 */
final class ExifOrientation {
    /** As it is stored. */
    static final int UPRIGHT = 1;

    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;

    private ExifOrientation() {}

    /** 1 to 8 as EXIF counts; 1 where the file does not say, or is broken. */
    static int of(byte[] jpeg) {
        int at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xff) == 0xff) {
            int marker = jpeg[at + 1] & 0xff;
            int length = ((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff);
            if (marker == START_OF_SCAN || length < 2 || at + 2 + length > jpeg.length) {
                return UPRIGHT;
            }
            int from = at + 4;
            int to = at + 2 + length;
            if (marker == APP1 && startsWith(jpeg, from, to)) {
                return tiff(ByteBuffer.wrap(jpeg, from + EXIF.length, to - from - EXIF.length)
                        .slice());
            }
            at = to;
        }
        return UPRIGHT;
    }

    private static boolean startsWith(byte[] jpeg, int from, int to) {
        return to - from > EXIF.length && Arrays.equals(jpeg, from, from + EXIF.length, EXIF, 0, EXIF.length);
    }

    private static int tiff(ByteBuffer tiff) {
        if (tiff.limit() < 8) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return UPRIGHT;
        }
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if (entry > tiff.limit() - ENTRY_BYTES) {
                return UPRIGHT;
            }
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
