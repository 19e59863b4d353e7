package io.vedette.notify.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.notice.CountedWarning;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what people answer, by long polling, on a thread of its own. After a failure it waits 1 s, doubling to 60 s, or as
 * long as the API asks. Thread-safe.
 */
final class Listener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long FIRST_WAIT_MS = 1000;
    private static final long MOST_WAIT_MS = 60_000;
    private static final Duration MOST_ASKED = Duration.ofHours(1);
    private static final long LEAVING_MS = 2000;

    private final BotApi api;
    private final Conversation conversation;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountedWarning failures = new CountedWarning("Telegram: answers cannot be fetched");
    private final Thread thread;
    private long offset;
    private long waitMs = FIRST_WAIT_MS;

    Listener(BotApi api, Conversation conversation) {
        this.api = api;
        this.conversation = conversation;
        this.thread = new Thread(this, "vedette-notify-telegram");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns when the thread has ended, after 2 s at the latest. */
    void stop() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join(LEAVING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("Telegram: the listener does not end; it is left to itself");
        }
    }

    @Override
    public void run() {
        try {
            while (stopped.getCount() > 0) {
                step();
            }
        } catch (InterruptedException e) {
            LOG.debug("Telegram: the listener is leaving");
        }
    }

    private void step() throws InterruptedException {
        try {
            JsonNode updates = api.getUpdates(offset);
            for (JsonNode update : updates) {
                // First: an update that cannot be answered must not come for ever.
                offset = update.path("update_id").asLong() + 1;
                conversation.take(update);
            }
            failures.reset();
            waitMs = FIRST_WAIT_MS;
        } catch (BotException e) {
            failures.tell(e.getMessage());
            pause(e.retryAfter().orElse(Duration.ofMillis(waitMs)));
            // plug-in edge: on — whatever an answer breaks, the next ones are listened to
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            // plug-in edge: off
            failures.tell("an answer broke the listener: " + e.getClass().getName());
            LOG.debug("Telegram: the listener broke", e);
            pause(Duration.ofMillis(waitMs));
        }
    }

    private void pause(Duration asked) throws InterruptedException {
        waitMs = Math.min(MOST_WAIT_MS, 2 * waitMs);
        long wait = Math.min(asked.toMillis(), MOST_ASKED.toMillis());
        if (stopped.await(wait, TimeUnit.MILLISECONDS)) {
            LOG.debug("Telegram: the listener is leaving");
        }
    }
}
