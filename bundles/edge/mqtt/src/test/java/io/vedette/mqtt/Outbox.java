package io.vedette.mqtt;

import io.vedette.api.event.EventMessage;
import io.vedette.api.event.EventSink;
import io.vedette.api.event.SinkException;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** An outbox as core/event keeps one: in order, again after a failure, gone when acknowledged. Thread-safe. */
final class Outbox implements AutoCloseable {

    private final BlockingQueue<EventMessage> waiting = new LinkedBlockingQueue<>();
    private final AtomicReference<EventSink> sink = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "outbox");
    private int number;

    Outbox(EventSink first) {
        sink.set(first);
        thread.setDaemon(true);
        thread.start();
    }

    /** The sink's bundle was updated. */
    void use(EventSink next) {
        sink.set(next);
    }

    synchronized void add(int count) {
        for (int i = 0; i < count; i++) {
            number++;
            waiting.add(new EventMessage(UUID.randomUUID(), number, "{\"seq\":" + number + "}"));
        }
    }

    int waiting() {
        return waiting.size();
    }

    private void run() {
        while (!thread.isInterrupted()) {
            EventMessage next = waiting.peek();
            if (next == null || !delivered(next)) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private boolean delivered(EventMessage message) {
        try {
            sink.get().deliver(message);
            waiting.remove();
            return true;
        } catch (SinkException | InterruptedException e) {
            return false; // It stays and comes again.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
