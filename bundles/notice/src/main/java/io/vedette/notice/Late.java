package io.vedette.notice;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * A service that may come and go, and is taken when it is first needed. Core's rooms hold the sinks that use their services: taken
 * at once, one would wait for the other, and Declarative Services would log an error. Thread-safe.
 *
 * @param <T> the service's type
 */
public final class Late<T> {

    private final AtomicReference<Held<T>> held = new AtomicReference<>();

    /** One that is there. */
    private static final class Held<T> {
        private final ComponentServiceObjects<T> objects;
        private T service;
        private boolean left;

        Held(ComponentServiceObjects<T> objects) {
            this.objects = objects;
        }

        /** The framework is asked without a lock: it may have to start what is asked for. */
        Optional<T> get() {
            synchronized (this) {
                if (service != null || left) {
                    return Optional.ofNullable(service);
                }
            }
            T got;
            try {
                got = objects.getService();
            } catch (IllegalStateException e) {
                return Optional.empty();
            }
            return got == null ? Optional.empty() : keep(got);
        }

        private synchronized Optional<T> keep(T got) {
            if (service == null && !left) {
                service = got;
            } else {
                objects.ungetService(got);
            }
            return Optional.ofNullable(service);
        }

        synchronized void leave() {
            left = true;
            if (service != null) {
                objects.ungetService(service);
                service = null;
            }
        }
    }

    /** It has come, or another has taken its place. */
    public void set(ComponentServiceObjects<T> given) {
        leave(held.getAndSet(new Held<>(given)));
    }

    /** It leaves; whether it was the one. */
    public boolean clear(ComponentServiceObjects<T> given) {
        Held<T> now = held.get();
        if (now == null || !isSame(now.objects, given) || !held.compareAndSet(now, null)) {
            return false;
        }
        leave(now);
        return true;
    }

    private static void leave(Held<?> former) {
        if (former != null) {
            former.leave();
        }
    }

    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    /** Whether there is one; it need not have been taken. */
    public boolean isThere() {
        return held.get() != null;
    }

    /** The service; empty where there is none. */
    public Optional<T> get() {
        Held<T> now = held.get();
        return now == null ? Optional.empty() : now.get();
    }
}
