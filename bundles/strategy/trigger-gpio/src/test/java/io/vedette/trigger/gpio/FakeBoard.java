package io.vedette.trigger.gpio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A machine with GPIO chips, in memory: it refuses, forgets and vanishes as the kernel does. One lock guards all of it, so a wait
 * ends when somebody presses, wakes, or plugs something in. Thread-safe.
 */
final class FakeBoard implements Gpio.Door {

    /** What a chip that is there is like; the paths are the keys. */
    private final Map<String, FakeChip> chips = new TreeMap<>();

    /** Error numbers that opening a path gives. */
    private final Map<String, Integer> refusals = new HashMap<>();

    private boolean kernelDebounces = true;
    private boolean kernelTellsTime = true;
    private int attempts;
    private int breaks;
    private int open;

    static final class FakeChip {
        final String label;
        final int lines;
        final Map<Integer, String> names = new HashMap<>();
        final Map<Integer, FakeLine> taken = new HashMap<>();
        final Map<Integer, String> holders = new HashMap<>();
        final Map<Integer, Boolean> levels = new HashMap<>();
        final Map<Integer, Integer> refused = new HashMap<>();

        FakeChip(String label, int lines) {
            this.label = label;
            this.lines = lines;
        }
    }

    synchronized FakeChip plug(String path, String label, int lines) {
        FakeChip chip = new FakeChip(label, lines);
        chips.put(path, chip);
        notifyAll();
        return chip;
    }

    synchronized void unplug(String path) {
        FakeChip chip = chips.remove(path);
        chip.taken.values().forEach(line -> line.gone = true);
        notifyAll();
    }

    synchronized void refuse(String path, int errno) {
        refusals.put(path, errno);
        notifyAll();
    }

    /** So many attempts to open a chip break, as no kernel would have it. */
    synchronized void breaks(int times) {
        breaks = times;
    }

    synchronized void refuseLine(String path, int line, int errno) {
        chips.get(path).refused.put(line, errno);
    }

    synchronized void hold(String path, int line, String consumer) {
        chips.get(path).holders.put(line, consumer);
    }

    synchronized void letGo(String path, int line) {
        chips.get(path).holders.remove(line);
        notifyAll();
    }

    synchronized void oldKernel(boolean debounces, boolean tellsTime) {
        kernelDebounces = debounces;
        kernelTellsTime = tellsTime;
    }

    /** The button's contact closes or opens; nothing is noticed where nobody listens. */
    synchronized void level(String path, int line, boolean active, Instant at) {
        FakeChip chip = chips.get(path);
        chip.levels.put(line, active);
        FakeLine listener = chip.taken.get(line);
        if (listener != null) {
            listener.edges.addLast(new Line.Edge(active, at));
            notifyAll();
        }
    }

    /** A press of a second, as the kernel tells it. */
    void press(String path, int line, Instant at) {
        level(path, line, true, at);
        level(path, line, false, at.plusSeconds(1));
    }

    synchronized Chip.Request request(String path, int line) {
        FakeLine taken = chips.get(path).taken.get(line);
        return taken == null ? null : taken.request;
    }

    synchronized boolean listened(String path, int line) {
        return chips.containsKey(path) && chips.get(path).taken.containsKey(line);
    }

    /** How often a chip was opened or tried to. */
    synchronized int attempts() {
        return attempts;
    }

    /** Doors, chips and lines that were not closed. */
    synchronized int leaks() {
        return open;
    }

    @Override
    public synchronized Gpio open() {
        open++;
        return new FakeGpio();
    }

    private final class FakeGpio implements Gpio {
        private boolean woken;

        @Override
        public List<String> chips() {
            synchronized (FakeBoard.this) {
                return new ArrayList<>(chips.keySet());
            }
        }

        @Override
        public Chip open(String path) throws GpioException {
            synchronized (FakeBoard.this) {
                attempts++;
                if (breaks > 0) {
                    breaks--;
                    throw new NoClassDefFoundError("a part of this bundle");
                }
                int errno = refusals.getOrDefault(path, chips.containsKey(path) ? 0 : Errno.NOENT);
                if (errno != 0) {
                    throw new GpioException(errno, "open: refused (" + errno + ")");
                }
                open++;
                return new OpenChip(this, path, chips.get(path));
            }
        }

        @Override
        public String group(String path) {
            return path.endsWith("9") ? "root" : "gpio";
        }

        @Override
        public void pause(Duration atMost) {
            // As by inotify: whatever happens on the board ends it.
            synchronized (FakeBoard.this) {
                if (!woken) {
                    waitFor(atMost);
                }
            }
        }

        @Override
        public void wake() {
            synchronized (FakeBoard.this) {
                woken = true;
                FakeBoard.this.notifyAll();
            }
        }

        @Override
        public void close() {
            synchronized (FakeBoard.this) {
                open--;
            }
        }
    }

    private void waitFor(Duration atMost) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, atMost.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class OpenChip implements Chip {
        private final FakeGpio gpio;
        private final String path;
        private final FakeChip chip;

        OpenChip(FakeGpio gpio, String path, FakeChip chip) {
            this.gpio = gpio;
            this.path = path;
            this.chip = chip;
        }

        @Override
        public Info info() {
            return new Info(path.substring(path.lastIndexOf('/') + 1), chip.label, chip.lines);
        }

        @Override
        public LineInfo line(int line) {
            synchronized (FakeBoard.this) {
                FakeLine taken = chip.taken.get(line);
                String holder = taken == null ? chip.holders.getOrDefault(line, "") : taken.request.consumer();
                boolean used = taken != null || chip.holders.containsKey(line);
                return new LineInfo(chip.names.getOrDefault(line, ""), used, holder);
            }
        }

        @Override
        public Line request(Request request) throws GpioException {
            synchronized (FakeBoard.this) {
                int errno = chip.refused.getOrDefault(request.line(), 0);
                if (chip.taken.containsKey(request.line()) || chip.holders.containsKey(request.line())) {
                    errno = Errno.BUSY;
                } else if ((request.debounceUs() > 0 && !kernelDebounces) || (request.realtime() && !kernelTellsTime)) {
                    errno = Errno.INVAL;
                }
                if (errno != 0) {
                    throw new GpioException(errno, "ioctl: refused (" + errno + ")");
                }
                FakeLine line = new FakeLine(gpio, chip, request);
                chip.taken.put(request.line(), line);
                open++;
                return line;
            }
        }

        @Override
        public void close() {
            synchronized (FakeBoard.this) {
                open--;
            }
        }
    }

    private final class FakeLine implements Line {
        private final FakeGpio gpio;
        private final FakeChip chip;
        private final Chip.Request request;
        private final Deque<Edge> edges = new ArrayDeque<>();
        private boolean gone;

        FakeLine(FakeGpio gpio, FakeChip chip, Chip.Request request) {
            this.gpio = gpio;
            this.chip = chip;
            this.request = request;
        }

        @Override
        public boolean await(Duration atMost) throws GpioException {
            synchronized (FakeBoard.this) {
                long endNs = System.nanoTime() + atMost.toNanos();
                while (!gpio.woken && edges.isEmpty() && !gone && endNs - System.nanoTime() > 0) {
                    waitFor(Duration.ofNanos(endNs - System.nanoTime()));
                }
                thereIsAChip();
                return !gpio.woken && !edges.isEmpty();
            }
        }

        @Override
        public Edge read() {
            synchronized (FakeBoard.this) {
                return edges.removeFirst();
            }
        }

        @Override
        public boolean active() throws GpioException {
            synchronized (FakeBoard.this) {
                thereIsAChip();
                return chip.levels.getOrDefault(request.line(), false);
            }
        }

        private void thereIsAChip() throws GpioException {
            if (gone) {
                throw new GpioException(Errno.NODEV, "gone");
            }
        }

        @Override
        public void close() {
            synchronized (FakeBoard.this) {
                open--;
                chip.taken.remove(request.line());
                FakeBoard.this.notifyAll();
            }
        }
    }
}
