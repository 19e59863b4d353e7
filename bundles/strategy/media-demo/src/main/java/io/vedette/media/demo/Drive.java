package io.vedette.media.demo;

import java.util.Optional;

/**
 * A car's way along the street; it passes, or parks for a while. Immutable.
 *
 * @param id tells walkers and cars of a day apart
 * @param rgb colour of the car
 * @param startS when it comes into the picture, seconds of the day
 * @param zM distance of its near side
 * @param toRight which way it drives
 * @param speed metres per second
 * @param stop where its middle comes to stand, and for how long
 */
record Drive(long id, int rgb, double startS, double zM, boolean toRight, double speed, Stop stop) {

    /** A stand at a place, for so many seconds. */
    record Stop(double xM, double forS) {
        static final Stop NONE = new Stop(0, 0);
    }

    private double startX() {
        double away = View.edge(zM + 2) + CarShape.LENGTH_M / 2 + 0.2;
        return toRight ? -away : away;
    }

    private double lengthM() {
        return 2 * Math.abs(startX());
    }

    private double stopM() {
        return Math.abs(stop.xM() - startX());
    }

    private boolean parks() {
        return stop.forS() > 0;
    }

    /** Braking and starting take twice the time of driving on. */
    private double comeS() {
        return 2 * stopM() / speed;
    }

    double endS() {
        return startS + (parks() ? comeS() + stop.forS() + 2 * (lengthM() - stopM()) / speed : lengthM() / speed);
    }

    /** The car at a second of the day. */
    Optional<CarShape.Car> at(double second, boolean lights) {
        if (second < startS || second >= endS()) {
            return Optional.empty();
        }
        double gone = second - startS;
        double metres = parks() ? parking(gone) : gone * speed;
        double x = startX() + (toRight ? metres : -metres);
        boolean standing = parks() && gone > comeS() + 2 && gone < comeS() + stop.forS() - 2;
        return Optional.of(new CarShape.Car(x, zM, toRight, metres, rgb, lights && !standing));
    }

    /** Slows down evenly to the stop, and speeds up evenly from it. */
    private double parking(double gone) {
        if (gone < comeS()) {
            double left = 1 - gone / comeS();
            return stopM() * (1 - left * left);
        }
        double goneOn = Math.max(0, gone - comeS() - stop.forS());
        double rest = lengthM() - stopM();
        double part = goneOn * speed / (2 * rest);
        return stopM() + rest * part * part;
    }
}
