package io.vedette.notice;

import io.vedette.api.event.EventMessage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who has which of the latest 1000 messages, so that nobody gets one twice while another address fails. Thread-safe. */
public final class Told {

    private static final int MOST = 1000;

    private final Map<String, Set<String>> addresses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST;
        }
    };

    /** Whether an address has a message. */
    public synchronized boolean has(EventMessage message, String address) {
        return addresses.getOrDefault(key(message), Set.of()).contains(address);
    }

    /** An address has got a message. */
    public synchronized void add(EventMessage message, String address) {
        addresses.computeIfAbsent(key(message), key -> new HashSet<>()).add(address);
    }

    private static String key(EventMessage message) {
        return message.eventId() + ":" + message.seq();
    }
}
