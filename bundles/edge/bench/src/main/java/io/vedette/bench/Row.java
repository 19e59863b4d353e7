package io.vedette.bench;

import java.util.OptionalDouble;

/**
 * One thing that was measured. Immutable.
 *
 * @param what what it is
 * @param measured how much; empty where it could not be measured
 * @param unit of measured and budget
 * @param budget how much it may be; empty where nothing is promised
 * @param note how it was measured, or why not; one line
 */
record Row(String what, OptionalDouble measured, String unit, OptionalDouble budget, String note) {

    /** Something promised. */
    static Row of(String what, double measured, String unit, double budget, String note) {
        return new Row(what, OptionalDouble.of(measured), unit, OptionalDouble.of(budget), note);
    }

    /** Something good to know. */
    static Row of(String what, double measured, String unit, String note) {
        return new Row(what, OptionalDouble.of(measured), unit, OptionalDouble.empty(), note);
    }

    /** Something that could not be measured here. */
    static Row missing(String what, String unit, double budget, String why) {
        return new Row(what, OptionalDouble.empty(), unit, OptionalDouble.of(budget), why);
    }

    /** Something good to know that could not be measured here. */
    static Row missing(String what, String unit, String why) {
        return new Row(what, OptionalDouble.empty(), unit, OptionalDouble.empty(), why);
    }

    /** Measured by budget: up to 1 the promise is kept. */
    OptionalDouble ratio() {
        return measured.isPresent() && budget.isPresent()
                ? OptionalDouble.of(measured.getAsDouble() / budget.getAsDouble())
                : OptionalDouble.empty();
    }

    /** {@code ok}, {@code over}, or {@code -} where there is nothing to compare. */
    String verdict() {
        if (ratio().isEmpty()) {
            return "-";
        }
        return ratio().getAsDouble() <= 1 ? "ok" : "over";
    }
}
