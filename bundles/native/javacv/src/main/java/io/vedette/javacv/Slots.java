package io.vedette.javacv;

import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;

/**
 * Who stands behind an {@code opaque} value: a number from 1 that travels through native code as an address nobody follows.
 *
 * <p>Thread-safe; looking up takes no lock and makes no garbage.
 */
final class Slots<T> {
    private volatile Object[] table = new Object[64];

    /** Takes a free number for {@code owner}. */
    synchronized int take(T owner) {
        int slot = 1;
        while (slot < table.length && table[slot] != null) {
            slot++;
        }
        Object[] next = Arrays.copyOf(table, slot < table.length ? table.length : table.length * 2);
        next[slot] = owner;
        table = next;
        return slot;
    }

    synchronized void free(int slot) {
        Object[] next = table.clone();
        next[slot] = null;
        table = next;
    }

    /** The owner of a number, or null where it was freed. */
    @SuppressWarnings("unchecked")
    T at(Pointer opaque) {
        Object[] now = table;
        long slot = opaque == null ? 0 : opaque.address();
        return slot > 0 && slot < now.length ? (T) now[(int) slot] : null;
    }

    /** How many numbers are taken. */
    int size() {
        return (int) Arrays.stream(table).filter(owner -> owner != null).count();
    }

    static Pointer opaque(int slot) {
        return new Opaque(slot);
    }

    private static final class Opaque extends Pointer {
        Opaque(long number) {
            address = number;
        }
    }
}
