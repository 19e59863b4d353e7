package io.vedette.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.core.spi.live.LiveFact;
import io.vedette.core.spi.live.LiveFacts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveBoardTest {
    private final LiveBoard board = new LiveBoard();
    private final List<LiveFact> heard = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        board.close();
    }

    private static LiveFact.Count count(String camera, int count) {
        return new LiveFact.Count(camera, "person", count);
    }

    @Test
    void tellsANewListenerWhatHoldsAndThenWhatChanges() {
        board.post(count("front", 1));
        board.post(count("front", 2));
        board.post(count("back", 1));
        board.subscribe(heard::add);
        board.post(count("front", 3));
        await().until(() -> heard.contains(count("front", 3)) && heard.contains(count("back", 1)));
        assertThat(heard).doesNotContain(count("front", 1));
        assertThat(board.current()).containsExactly(count("back", 1), count("front", 3));
    }

    @Test
    void sparesASlowListenerTheValuesInBetweenButNeverTheLast() throws Exception {
        Semaphore steps = new Semaphore(0);
        CountDownLatch first = new CountDownLatch(1);
        board.subscribe(fact -> {
            first.countDown();
            steps.acquireUninterruptibly();
            heard.add(fact);
        });
        board.post(count("front", 0));
        first.await();
        for (int i = 1; i <= 1000; i++) {
            board.post(count("front", i));
        }
        steps.release(1000);
        await().until(() -> heard.contains(count("front", 1000)));
        assertThat(heard).containsExactly(count("front", 0), count("front", 1000));
    }

    @Test
    void clearsTheFactsOfACameraThatIsGone() {
        board.subscribe(heard::add);
        board.post(count("front", 1));
        board.post(count("back", 1));
        board.post(new LiveFact.Gone("front"));
        assertThat(board.current()).containsExactly(count("back", 1));
        await().until(() -> heard.contains(new LiveFact.Gone("front")));
        board.post(count("front", 2));
        await().until(() -> heard.indexOf(count("front", 2)) > heard.indexOf(new LiveFact.Gone("front")));
    }

    @Test
    void callsAListenerNoMoreOnceItsSubscriptionIsClosed() {
        LiveFacts.Subscription subscription = board.subscribe(heard::add);
        board.post(count("front", 1));
        await().until(() -> heard.size() == 1);
        subscription.close();
        List<LiveFact> other = Collections.synchronizedList(new ArrayList<>());
        board.subscribe(other::add);
        board.post(count("front", 2));
        await().until(() -> other.contains(count("front", 2)));
        assertThat(heard).hasSize(1);
    }

    @Test
    void goesOnWhenAListenerBreaks() {
        board.subscribe(fact -> {
            throw new IllegalStateException("a bug");
        });
        board.subscribe(heard::add);
        board.post(count("front", 1));
        await().until(() -> heard.size() == 1);
    }

    @Test
    void boundsThePicturesOnTheBoard() {
        int size = 256 << 10;
        for (int i = 0; i < 300; i++) {
            board.post(new LiveFact.Snapshot("camera-" + i, "person", ByteBuffer.wrap(new byte[size])));
        }
        assertThat(board.current()).hasSize((int) (LiveBoard.MOST_PICTURE_BYTES / size));
        assertThat(board.current()).noneMatch(each -> each.cameraId().equals("camera-0"));
        assertThat(board.current()).anyMatch(each -> each.cameraId().equals("camera-299"));
    }
}
