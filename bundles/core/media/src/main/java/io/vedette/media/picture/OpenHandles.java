package io.vedette.media.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Handles that are open and where each was made, so that a leak can be found. It costs a stack trace for each handle, hence only
 * where the system property {@code vedette.leaks} is {@code true}. Thread-safe.
 */
final class OpenHandles {

    private static final int DEPTH = 12;
    private static final Set<String> OURS =
            Set.of(OpenHandles.class.getName(), PooledFrame.class.getName(), PooledFrames.class.getName());

    private final boolean tracked = Boolean.getBoolean("vedette.leaks");
    private final Map<PooledFrame, Throwable> sites = new ConcurrentHashMap<>();

    void made(PooledFrame handle) {
        if (tracked) {
            sites.put(handle, new Throwable());
        }
    }

    void closed(PooledFrame handle) {
        if (tracked) {
            sites.remove(handle);
        }
    }

    /** One text for each open handle: its frame, and the calls that led to it. */
    List<String> told() {
        return sites.entrySet().stream()
                .map(each -> each.getKey() + " made by " + calls(each.getValue()))
                .toList();
    }

    private static String calls(Throwable site) {
        return Arrays.stream(site.getStackTrace())
                .filter(call -> !OURS.contains(call.getClassName()))
                .limit(DEPTH)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }
}
