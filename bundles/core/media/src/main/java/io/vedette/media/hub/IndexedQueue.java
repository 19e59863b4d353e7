package io.vedette.media.hub;

import java.util.Arrays;

/** A queue whose elements are also had by their place, without any garbage. Not thread-safe. */
final class IndexedQueue<E> {

    private static final int LEAST = 16;

    /** A power of two long, so that places wrap by a mask. */
    private Object[] elements = new Object[LEAST];

    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void addLast(E element) {
        if (size == elements.length) {
            grow();
        }
        elements[place(size)] = element;
        size++;
    }

    private void grow() {
        Object[] larger = Arrays.copyOf(elements, 2 * elements.length);
        // What stood before the head, at the array's beginning, comes behind the former end.
        System.arraycopy(elements, 0, larger, elements.length, head);
        elements = larger;
    }

    private int place(int index) {
        return (head + index) & (elements.length - 1);
    }

    /** The element with so many before it. */
    @SuppressWarnings("unchecked") // only addLast puts elements in
    E get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return (E) elements[place(index)];
    }

    E getFirst() {
        return get(0);
    }

    E getLast() {
        return get(size - 1);
    }

    E removeFirst() {
        E first = get(0);
        elements[head] = null;
        head = place(1);
        size--;
        return first;
    }

    void clear() {
        while (!isEmpty()) {
            removeFirst();
        }
    }
}
