package io.vedette.mqtt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The payload that each retained topic should have at the broker, and which of them it may not have yet. Of several payloads of
 * one topic only the last is kept, so it never grows beyond the topics themselves. Topics stand below the prefix. Thread-safe.
 */
final class RetainedBoard {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Runnable wake;
    private final Map<String, ByteBuffer> wanted = new LinkedHashMap<>();
    private final Set<String> unsent = new LinkedHashSet<>();

    /**
     * @param wake called after each change, without a lock held
     */
    RetainedBoard(Runnable wake) {
        this.wake = wake;
    }

    /** A topic and the payload to give it; an empty payload clears it. */
    record Entry(String topic, ByteBuffer payload) {}

    void put(String topic, ByteBuffer payload) {
        synchronized (this) {
            if (payload.equals(wanted.put(topic, payload))) {
                return;
            }
            unsent.add(topic);
        }
        wake.run();
    }

    /** Clears every topic that begins so. */
    void clear(String start) {
        synchronized (this) {
            wanted.replaceAll((topic, payload) -> topic.startsWith(start) ? NOTHING : payload);
            wanted.keySet().stream().filter(topic -> topic.startsWith(start)).forEach(unsent::add);
        }
        wake.run();
    }

    /** The broker may have forgotten everything: all is to be sent again. */
    synchronized void resendAll() {
        unsent.addAll(wanted.keySet());
    }

    /** Takes the next topic to send, if there is one. */
    synchronized Optional<Entry> next() {
        Iterator<String> first = unsent.iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        String topic = first.next();
        first.remove();
        return Optional.of(new Entry(topic, wanted.get(topic).duplicate()));
    }

    /** The broker has it; a cleared topic is then forgotten. */
    synchronized void sent(Entry entry) {
        if (!entry.payload().hasRemaining() && !unsent.contains(entry.topic())) {
            wanted.remove(entry.topic(), NOTHING);
        }
    }

    synchronized List<String> topics() {
        return new ArrayList<>(wanted.keySet());
    }
}
