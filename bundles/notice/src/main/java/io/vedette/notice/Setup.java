package io.vedette.notice;

import io.vedette.api.event.SinkException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A notifier's settings in force, which are the last good ones, and what serves them. Thread-safe.
 *
 * @param <S> validated settings; they are equal where nothing changed, and print themselves without secrets
 * @param <T> what serves one set of them
 */
public final class Setup<S, T> {

    private static final Logger LOG = LoggerFactory.getLogger(Setup.class.getPackageName());

    private final String title;
    private final String key;
    private final Reader<S> reader;
    private final Function<S, T> maker;
    private volatile State<S, T> state = new State<>(Optional.empty(), Optional.empty(), Optional.of("not set up yet"));

    /** Reads settings and checks them. */
    @FunctionalInterface
    public interface Reader<S> {

        /**
         * Reads settings; empty where they turn the notifier off.
         *
         * @throws BadSetting at the first value out of range
         */
        Optional<S> read(Form form) throws BadSetting;
    }

    private record State<S, T>(Optional<S> settings, Optional<T> serving, Optional<String> complaint) {}

    /**
     * One that nothing serves until settings are applied.
     *
     * @param title the notifier's name for people
     * @param key the setting without which it is off
     * @param maker makes what serves settings; does no network
     */
    public Setup(String title, String key, Reader<S> reader, Function<S, T> maker) {
        this.title = title;
        this.key = key;
        this.reader = reader;
        this.maker = maker;
    }

    /** Applies settings; refused ones are told in one line, and change nothing. Returns whether what serves is another now. */
    public synchronized boolean apply(Form form) {
        State<S, T> before = state;
        Optional<S> wish;
        try {
            wish = reader.read(form);
        } catch (BadSetting e) {
            String otherwise =
                    before.serving().isPresent() ? "the former settings stay in force" : title + " stays off";
            LOG.warn("{}; {}", e.getMessage(), otherwise);
            state = new State<>(before.settings(), before.serving(), Optional.of(e.getMessage() + "; " + otherwise));
            return false;
        }
        Optional<String> complaint = wish.isPresent()
                ? Optional.empty()
                : Optional.of(form.pid() + ": " + key + " is empty; messages wait until it is set");
        boolean same = wish.isPresent() && wish.equals(before.settings());
        if (!same) {
            LOG.info("{}: {}", title, wish.map(S::toString).orElse("off"));
        }
        state = new State<>(wish, same ? before.serving() : wish.map(maker), complaint);
        return !same;
    }

    /** What serves; empty while the notifier is off. */
    public Optional<T> serving() {
        return state.serving();
    }

    /** What serves, for a message. */
    public T get() throws SinkException {
        State<S, T> now = state;
        return now.serving().orElseThrow(() -> new SinkException(now.complaint().orElse(title + " is off")));
    }

    /** What the owner must mend; empty where nothing. */
    public Optional<String> complaint() {
        return state.complaint();
    }
}
