package io.vedette.web;

import io.vedette.api.event.EventMessage;
import io.vedette.core.spi.event.EventTail;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An event log in memory. Thread-safe. */
final class LogInMemory implements EventTail {
    private final List<Logged> messages = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    void append() {
        append("{}");
    }

    void append(String json) {
        long position = messages.size() + 1L;
        messages.add(new Logged(position, new EventMessage(new UUID(0, position), 1, json)));
        watchers.forEach(Runnable::run);
    }

    @Override
    public long position() {
        return messages.size();
    }

    @Override
    public List<Logged> after(long position, int limit) {
        return messages.stream()
                .filter(each -> each.position() > position)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Logged> latestOfEach(int limit) {
        return List.of();
    }

    @Override
    public Watch watch(Runnable grew) {
        watchers.add(grew);
        return () -> watchers.remove(grew);
    }
}
