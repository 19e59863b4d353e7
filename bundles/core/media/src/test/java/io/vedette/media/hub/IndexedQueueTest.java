package io.vedette.media.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexedQueueTest {

    @Test
    void isAListThatLosesItsFirst() {
        Random random = new Random(7);
        IndexedQueue<Integer> queue = new IndexedQueue<>();
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            // Longer and longer, with every place of the head when it grows.
            if (list.isEmpty() || random.nextInt(100) < 52) {
                queue.addLast(i);
                list.add(i);
            } else {
                assertThat(queue.removeFirst()).isEqualTo(list.remove(0));
            }
            assertThat(queue.size()).isEqualTo(list.size());
            if (!list.isEmpty()) {
                int index = random.nextInt(list.size());
                assertThat(queue.get(index)).isEqualTo(list.get(index));
                assertThat(queue.getFirst()).isEqualTo(list.get(0));
                assertThat(queue.getLast()).isEqualTo(list.get(list.size() - 1));
            }
        }
        assertThat(list).hasSizeGreaterThan(64);
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void hasNothingOutsideItself() {
        IndexedQueue<String> queue = new IndexedQueue<>();
        queue.addLast("a");

        assertThatThrownBy(() -> queue.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> queue.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        queue.removeFirst();
        assertThatThrownBy(queue::getFirst).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(queue::removeFirst).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
