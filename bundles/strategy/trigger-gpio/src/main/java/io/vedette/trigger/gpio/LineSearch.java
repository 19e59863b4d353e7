package io.vedette.trigger.gpio;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and takes the line of a button, and says in a sentence's part for people why that cannot be. Confined to one thread.
 */
final class LineSearch {
    private static final String DEV = "/dev/";
    private static final int LONGEST_CONSUMER = 31;
    private static final int MOST_LISTED = 8;

    private final Gpio gpio;
    private final String button;

    LineSearch(Gpio gpio, String button) {
        this.gpio = gpio;
        this.button = button;
    }

    /**
     * A line that was taken; who has it closes the line.
     *
     * @param line the line
     * @param name what it is, for people
     * @param debounce what remains to do for us, since the kernel does not debounce it; zero: nothing
     */
    record Found(Line line, String name, Duration debounce) {}

    Found take(ButtonSettings settings) throws GpioException {
        try (Chip chip = chip(settings.chip())) {
            Chip.Info info = chip.info();
            int number = number(chip, info, settings.line());
            Chip.LineInfo line = chip.line(number);
            String named = line.name().isEmpty() ? "" : " (" + line.name() + ")";
            return request(chip, settings, number, "line " + number + named + " of " + info.name());
        } catch (GpioException e) {
            throw e.errno() == Errno.NODEV ? new GpioException(Errno.NODEV, "the chip has just gone", e) : e;
        }
    }

    private Chip chip(String wanted) throws GpioException {
        if (wanted.startsWith(DEV)) {
            return open(wanted);
        }
        if (wanted.matches("gpiochip\\d{1,9}")) {
            return open(DEV + wanted);
        }
        return labelled(wanted);
    }

    private Chip open(String path) throws GpioException {
        try {
            return gpio.open(path);
        } catch (GpioException e) {
            throw new GpioException(e.errno(), refused(path, e), e);
        }
    }

    private String refused(String path, GpioException e) {
        return switch (e.errno()) {
            case Errno.NOENT, Errno.NOTDIR, Errno.NXIO, Errno.NODEV -> "there is no " + path + "; " + present();
            case Errno.ACCES -> noPermission(path);
            case Errno.PERM -> path + " may not be opened here; a container needs it passed in, as by --device " + path;
            case Errno.NOTTY, Errno.INVAL -> path + " is no GPIO chip; " + present();
            default -> path + " cannot be opened: " + e.getMessage();
        };
    }

    private String noPermission(String path) {
        String group = gpio.group(path);
        boolean useful = !group.isEmpty() && !group.equals("root");
        return path + " may not be opened: "
                + (useful
                        ? "the user that runs Vedette must be in the group " + group + " (sudo usermod -aG " + group
                                + " USER, then start again)"
                        : "only root may; a udev rule must give it to the group gpio, and the user that runs Vedette"
                                + " must be in that group");
    }

    private Chip labelled(String label) throws GpioException {
        GpioException forbidden = null;
        for (String path : gpio.chips()) {
            try {
                if (label.equals(labelOf(path))) {
                    return open(path);
                }
            } catch (GpioException e) {
                if (e.errno() == Errno.ACCES || e.errno() == Errno.PERM) {
                    forbidden = new GpioException(e.errno(), refused(path, e), e);
                }
            }
        }
        if (forbidden != null) {
            throw forbidden;
        }
        throw new GpioException(
                Errno.NOENT, "there is no GPIO chip with the name or label '" + label + "'; " + present());
    }

    private String labelOf(String path) throws GpioException {
        try (Chip chip = gpio.open(path)) {
            return chip.info().label();
        }
    }

    /** Which chips there are. */
    private String present() {
        List<String> chips = new ArrayList<>();
        for (String path : gpio.chips()) {
            try (Chip chip = gpio.open(path)) {
                Chip.Info info = chip.info();
                chips.add(info.name() + " ('" + info.label() + "', " + info.lines() + " lines)");
            } catch (GpioException e) {
                chips.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        if (chips.isEmpty()) {
            return "this machine has no GPIO chip";
        }
        String more = chips.size() > MOST_LISTED ? " and " + (chips.size() - MOST_LISTED) + " more" : "";
        return "there is " + String.join(", ", chips.subList(0, Math.min(MOST_LISTED, chips.size()))) + more;
    }

    private static int number(Chip chip, Chip.Info info, String wanted) throws GpioException {
        if (wanted.matches("\\d{1,9}")) {
            int number = Integer.parseInt(wanted);
            if (number < info.lines()) {
                return number;
            }
        }
        for (int i = 0; i < info.lines(); i++) {
            if (wanted.equals(chip.line(i).name())) {
                return i;
            }
        }
        throw new GpioException(
                Errno.NOENT, info.name() + " has no line " + wanted + "; it has the lines 0 to " + (info.lines() - 1));
    }

    /** By all means that the kernel may know: time of day since 5.11, debouncing where the chip's driver allows it. */
    private Found request(Chip chip, ButtonSettings settings, int number, String name) throws GpioException {
        int debounceUs = (int) (settings.debounce().toNanos() / 1000);
        GpioException last = null;
        for (int us : debounceUs == 0 ? List.of(0) : List.of(debounceUs, 0)) {
            for (boolean realtime : new boolean[] {true, false}) {
                try {
                    Line line = chip.request(
                            new Chip.Request(number, consumer(), settings.activeLow(), settings.bias(), us, realtime));
                    return new Found(line, name, us == debounceUs ? Duration.ZERO : settings.debounce());
                } catch (GpioException e) {
                    if (e.errno() != Errno.INVAL && e.errno() != Errno.NOTSUP && e.errno() != Errno.KERNEL_NOTSUPP) {
                        throw refused(chip, number, name, e);
                    }
                    last = e;
                }
            }
        }
        throw new GpioException(
                last == null ? 0 : last.errno(),
                name + " refuses to be an input with edges and bias = "
                        + settings.bias().word() + "; try bias = as-is",
                last);
    }

    private static GpioException refused(Chip chip, int number, String name, GpioException e) throws GpioException {
        String why =
                switch (e.errno()) {
                    case Errno.BUSY -> name + " is taken by " + holder(chip.line(number));
                    case Errno.NXIO -> name + " cannot tell edges, since its chip has no interrupt for it";
                    case Errno.PERM, Errno.ACCES -> name + " may not be taken by this user";
                    default -> name + " cannot be taken: " + e.getMessage();
                };
        return new GpioException(e.errno(), why, e);
    }

    private static String holder(Chip.LineInfo line) {
        return line.consumer().isEmpty() ? "somebody who does not say who" : "'" + line.consumer() + "'";
    }

    /** What others see who ask for the line. */
    private String consumer() {
        byte[] bytes = ("vedette:" + button).getBytes(StandardCharsets.US_ASCII);
        return new String(bytes, 0, Math.min(LONGEST_CONSUMER, bytes.length), StandardCharsets.US_ASCII);
    }
}
