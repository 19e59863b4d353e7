package io.vedette.media.demo;

import io.vedette.api.media.CaptureException;
import java.util.Locale;

/**
 * An address of a drawn scene: {@code demo:}, {@code demo:?seed=7&day=60}. Immutable.
 *
 * @param seed days of the same seed are the same
 * @param dayS length of the artificial day in seconds, 30 to 86400
 */
record DemoAddress(long seed, int dayS) {

    private static final String SCHEME = "demo:";
    private static final int SHORTEST_S = 30;
    private static final int LONGEST_S = 86_400;

    static boolean isOne(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    /** Reads an address; the complaint names key, value and range. */
    static DemoAddress of(String uri) throws CaptureException {
        long seed = 1;
        long dayS = 600;
        String options = uri.substring(SCHEME.length()).replaceFirst("^/*\\??", "");
        for (String option : options.split("&", -1)) {
            int is = option.indexOf('=');
            String key = is < 0 ? option : option.substring(0, is);
            String value = is < 0 ? "" : option.substring(is + 1);
            switch (key) {
                case "" -> {}
                case "seed" -> seed = number(key, value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "day" -> dayS = number(key, value, SHORTEST_S, LONGEST_S);
                default -> throw new CaptureException("demo: knows seed and day, but not " + key);
            }
        }
        return new DemoAddress(seed, (int) dayS);
    }

    private static long number(String key, String value, long least, long most) throws CaptureException {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new CaptureException("demo: " + key + " must be a whole number, but is '" + value + "'", e);
        }
        throw new CaptureException("demo: " + key + " must be " + least + " to " + most + ", but is " + value);
    }
}
