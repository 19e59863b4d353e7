package io.vedette.shell;

import org.apache.karaf.shell.support.CommandException;

/** Ends a command that cannot do what it was asked for: with one line for the user, and none in the log. */
final class Refusal {
    private Refusal() {}

    static CommandException of(String line) {
        // The first is what is shown, as it is.
        return new CommandException(line, line);
    }
}
