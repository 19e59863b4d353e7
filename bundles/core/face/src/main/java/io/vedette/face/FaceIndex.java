package io.vedette.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Faces of one model for exact search by cosine: all directions in one flat array, in the order of their owners. Immutable.
 */
final class FaceIndex {
    static final FaceIndex EMPTY = new FaceIndex(0, new long[0], new int[0], new float[0]);
    private static final int LANES = 4;

    private final int size;
    private final long[] owners;
    /** Where the faces of each owner end, counted in faces. */
    private final int[] ends;

    private final float[] directions;

    private FaceIndex(int size, long[] owners, int[] ends, float[] directions) {
        this.size = size;
        this.owners = owners;
        this.ends = ends;
        this.directions = directions;
    }

    /** A face to search among. Immutable by custom: the direction, of length 1, must not be written any more. */
    static final class Entry {
        final long owner;
        private final float[] direction;

        Entry(long owner, float[] direction) {
            this.owner = owner;
            this.direction = direction;
        }
    }

    /** An index of faces; those that have another size than the first are left out. */
    static FaceIndex of(List<Entry> faces) {
        if (faces.isEmpty()) {
            return EMPTY;
        }
        int size = faces.get(0).direction.length;
        List<Entry> sorted = new ArrayList<>(faces);
        sorted.removeIf(each -> each.direction.length != size);
        sorted.sort((a, b) -> Long.compare(a.owner, b.owner));
        float[] directions = new float[size * sorted.size()];
        long[] owners = new long[sorted.size()];
        int[] ends = new int[sorted.size()];
        int count = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Entry each = sorted.get(i);
            System.arraycopy(each.direction, 0, directions, i * size, size);
            if (count == 0 || owners[count - 1] != each.owner) {
                owners[count++] = each.owner;
            }
            ends[count - 1] = i + 1;
        }
        return new FaceIndex(size, Arrays.copyOf(owners, count), Arrays.copyOf(ends, count), directions);
    }

    /** How many owners there are. */
    int owners() {
        return owners.length;
    }

    /** The owner at a place of {@link #likeness}'s answer. */
    long owner(int place) {
        return owners[place];
    }

    /** The place of an owner, or -1. */
    int place(long owner) {
        return Math.max(-1, Arrays.binarySearch(owners, owner));
    }

    /** How many faces there are. */
    int faces() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /**
     * How alike a face is to the most similar one of each owner, -1 to 1, in the order of the owners.
     *
     * @param direction of length 1; where it has another size than this index, nobody is alike (-1)
     */
    float[] likeness(float[] direction) {
        float[] best = new float[owners.length];
        Arrays.fill(best, -1);
        if (direction.length != size) {
            return best;
        }
        int face = 0;
        for (int place = 0; place < best.length; place++) {
            float most = -1;
            for (; face < ends[place]; face++) {
                most = Math.max(most, cosine(direction, face * size));
            }
            best[place] = Math.min(1, most);
        }
        return best;
    }

    /** Four sums, so that an addition does not wait for the one before. */
    private float cosine(float[] direction, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int whole = size - size % LANES;
        for (int i = 0; i < whole; i += LANES) {
            a += direction[i] * directions[from + i];
            b += direction[i + 1] * directions[from + i + 1];
            c += direction[i + 2] * directions[from + i + 2];
            d += direction[i + 3] * directions[from + i + 3];
        }
        for (int i = whole; i < size; i++) {
            a += direction[i] * directions[from + i];
        }
        return a + b + (c + d);
    }

    /** The most similar owner's place and the likeness of the two most similar ones. */
    static Best best(float[] likeness) {
        int place = -1;
        float first = -1;
        float second = -1;
        for (int i = 0; i < likeness.length; i++) {
            if (place < 0 || likeness[i] > first) {
                second = first;
                first = likeness[i];
                place = i;
            } else {
                second = Math.max(second, likeness[i]);
            }
        }
        return new Best(place, first, second);
    }

    /**
     * Who is most alike. Immutable.
     *
     * @param place of the owner; -1 where there is nobody
     * @param likeness to the owner
     * @param second likeness to the next
     */
    record Best(int place, float likeness, float second) {}
}
