package io.vedette.trigger.gpio;

import io.vedette.api.health.HealthRow;
import io.vedette.api.trigger.Press;
import io.vedette.api.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to the line of one button on a thread of its own, which waits in the kernel for the next edge, and begins anew whenever
 * the line cannot be had. {@link #start} once, {@link #stop} once; thread-safe.
 */
final class ButtonWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ButtonWatch.class);

    /** Older kernels tell nobody who waits that a chip has gone; so it is asked. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** An edge's time that is further off than this comes of a clock that was set in between. */
    private static final Duration OLDEST_EDGE = Duration.ofSeconds(30);

    private static final long STOP_MS = 1000;

    private final String button;
    private final ButtonSettings settings;
    private final Trigger trigger;
    private final InstantSource clock;
    private final Gpio gpio;
    private final Thread thread;
    private final Backoff backoff = new Backoff();
    private final Flutter flutter = new Flutter();
    private final Condition condition;
    private volatile boolean stopping;

    /**
     * Opens the door to the chips, but no chip yet.
     *
     * @param button its name
     * @throws GpioException this machine cannot have buttons
     */
    ButtonWatch(String button, ButtonSettings settings, Trigger trigger, Gpio.Door door, InstantSource clock)
            throws GpioException {
        this.button = button;
        this.settings = settings;
        this.trigger = trigger;
        this.clock = clock;
        this.condition = new Condition(button, settings, clock);
        this.gpio = door.open();
        this.thread = new Thread(this::run, "vedette-gpio-" + button);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the thread and gives the line back, within a second. */
    void stop() {
        stopping = true;
        gpio.wake();
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("Button {}: its thread has not ended within {} ms", button, STOP_MS);
        }
    }

    HealthRow row() {
        return condition.row();
    }

    ButtonSettings settings() {
        return settings;
    }

    private void run() {
        try (gpio) {
            while (!stopping) {
                try {
                    listen();
                } catch (GpioException e) {
                    condition.trouble(String.valueOf(e.getMessage()));
                    gpio.pause(backoff.failed());
                    // plug-in edge: on — a button is listened to whatever comes out of the listening
                } catch (RuntimeException | LinkageError | VirtualMachineError e) {
                    // plug-in edge: off
                    LOG.error("Button {}: listening to it broke, and begins anew", button, e);
                    condition.trouble("listening to it broke: " + e);
                    gpio.pause(backoff.failed());
                }
            }
        }
    }

    private void listen() throws GpioException {
        LineSearch.Found found = new LineSearch(gpio, button).take(settings);
        try (Line line = found.line()) {
            boolean active = line.active();
            backoff.succeeded();
            condition.listens(found.name(), active);
            Debounce debounce = new Debounce(found.debounce(), active);
            while (!stopping) {
                next(line, debounce).ifPresent(this::pressed);
            }
        } catch (GpioException e) {
            throw e.errno() == Errno.NODEV
                    ? new GpioException(e.errno(), "the chip of " + found.name() + " has gone", e)
                    : e;
        }
    }

    private Optional<Instant> next(Line line, Debounce debounce) throws GpioException {
        long waitNs = Math.min(LONGEST_WAIT.toNanos(), debounce.waitNs(System.nanoTime()));
        if (line.await(Duration.ofNanos(waitNs))) {
            Line.Edge edge = line.read();
            condition.level(edge.active());
            return debounce.edge(edge, System.nanoTime());
        }
        if (!stopping) {
            condition.level(line.active());
            condition.flutters(flutter.goesOn(System.nanoTime()));
        }
        return debounce.quiet(System.nanoTime());
    }

    private void pressed(Instant at) {
        boolean tooMany = flutter.tooMany(System.nanoTime());
        condition.flutters(tooMany);
        if (tooMany || stopping) {
            return;
        }
        Instant now = clock.instant();
        boolean believable = !at.isAfter(now) && at.isAfter(now.minus(OLDEST_EDGE));
        Press press = new Press(settings.camera(), "gpio:" + button, believable ? at : now);
        // plug-in edge: on — the next press must count, whatever came of this one
        try {
            condition.pressed(press.at(), trigger.press(press));
        } catch (RuntimeException e) {
            LOG.error("Button {}: its press was lost", button, e);
        }
        // plug-in edge: off
        LOG.debug(
                "Button {}: pressed at {}, told {} µs later",
                button,
                press.at(),
                TimeUnit.NANOSECONDS.toMicros(Duration.between(press.at(), now).toNanos()));
    }
}
