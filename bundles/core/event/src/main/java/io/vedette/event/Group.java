package io.vedette.event;

import io.vedette.api.event.ObjectEvent;
import io.vedette.event.EventTables.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that are written together. It is kept where the writer breaks, and goes on at the message that broke it: at the
 * third attempt without what enrichers added, since those may add what cannot be written, and at the eighth it is left out, so that
 * one message cannot hold up those of all cameras for ever. Confined to the writer's lock, but for {@link #size}.
 */
final class Group {
    private static final Logger LOG = LoggerFactory.getLogger(Group.class);
    private static final int MOST = 256;
    static final int PLAIN_FROM = 3;
    static final int LEFT_OUT_AT = 8;

    private final Finishing finishing;
    private final List<ObjectEvent> messages = new ArrayList<>(MOST);
    private final List<Entry> finished = new ArrayList<>(MOST);
    private int attempts;
    private volatile int size;

    Group(Finishing finishing) {
        this.finishing = finishing;
    }

    int size() {
        return size;
    }

    /**
     * Takes what waits, unless there is something left of before; waits a while where nothing does. True where there is
     * something.
     */
    boolean gather(BlockingQueue<ObjectEvent> waiting, long atMostMs) throws InterruptedException {
        if (messages.isEmpty()) {
            ObjectEvent first = waiting.poll(atMostMs, TimeUnit.MILLISECONDS);
            if (first != null) {
                messages.add(first);
                waiting.drainTo(messages, MOST - 1);
            }
        }
        size = messages.size();
        return size > 0;
    }

    /** All as they are logged. What was finished before the writer broke is not judged again. */
    List<Entry> finished() throws InterruptedException {
        while (finished.size() < messages.size()) {
            ObjectEvent next = messages.get(finished.size());
            attempts++;
            if (attempts < LEFT_OUT_AT) {
                finished.add(attempts < PLAIN_FROM ? finishing.finish(next) : finishing.plain(next));
            } else {
                messages.remove(finished.size());
                size = messages.size();
                LOG.error(
                        "Message {} of event {} cannot be written and is left out",
                        next.key().seq(),
                        next.key().eventId());
            }
            attempts = 0;
        }
        return List.copyOf(finished);
    }

    /** What is told of events has changed. */
    void finishAnew() {
        finished.clear();
        attempts = 0;
    }

    void clear() {
        messages.clear();
        finished.clear();
        size = 0;
    }
}
