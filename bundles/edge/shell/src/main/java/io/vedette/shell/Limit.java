package io.vedette.shell;

import org.apache.karaf.shell.support.CommandException;

/** Reads the option {@code --limit}: the shell itself makes no int of a bare 5. */
final class Limit {
    private static final int MOST = 1000;

    private Limit() {}

    /** A number from 1 to 1000. */
    static int of(String word) throws CommandException {
        int number = word.matches("[0-9]{1,4}") ? Integer.parseInt(word) : 0;
        if (number < 1 || number > MOST) {
            throw Refusal.of("--limit must be 1 to " + MOST + ", but is " + word);
        }
        return number;
    }
}
