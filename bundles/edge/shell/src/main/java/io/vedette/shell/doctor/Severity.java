package io.vedette.shell.doctor;

import java.util.Locale;

/** How bad a finding is, worse ones last. */
public enum Severity {
    /** There is nothing to do. */
    OK,
    /** Works; something could be better. */
    NOTE,
    /** A function is lost, or soon will be. */
    PROBLEM;

    /** The word in tables and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
