package io.vedette.shell.doctor;

/**
 * What the doctor found of one thing. Immutable.
 *
 * @param severity how bad it is
 * @param about the thing, in a word or two
 * @param found how it is, one line
 * @param advice what to do, one line; empty where there is nothing to do
 */
public record Finding(Severity severity, String about, String found, String advice) {

    static Finding ok(String about, String found) {
        return new Finding(Severity.OK, about, found, "");
    }

    static Finding note(String about, String found, String advice) {
        return new Finding(Severity.NOTE, about, found, advice);
    }

    static Finding problem(String about, String found, String advice) {
        return new Finding(Severity.PROBLEM, about, found, advice);
    }
}
