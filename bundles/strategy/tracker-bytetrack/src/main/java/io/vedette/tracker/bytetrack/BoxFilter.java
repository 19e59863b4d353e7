package io.vedette.tracker.bytetrack;

/**
 * Where a box is and how it moves: a Kalman filter with constant velocity over centre x, centre y, aspect and height.
 *
 * <p>The filter of SORT and ByteTrack (N. Wojke et al., "Simple Online and Realtime Tracking with a Deep Association Metric",
 * 2017): its noise is a fraction of the height, a twentieth for position and a 160th for velocity, per <em>step</em>. All of
 * its matrices link a coordinate only with its own velocity, so that the covariance of eight by eight falls apart into four
 * of two by two; these are kept, and the result is the same.
 *
 * <p>{@link #advance} goes any number of steps, also a fraction. For a whole number its noise is exactly what as many single
 * steps add up to: over k steps the position gathers k times its own noise and, through the velocity's, 0² + 1² + … + (k-1)²
 * times that. Lengths are pixels, times are steps. Confined to one lane.
 */
final class BoxFilter {

    private static final int X = 0;
    private static final int Y = 5;
    private static final int ASPECT = 10;
    private static final int HEIGHT = 15;
    /** Numbers that describe a filter: for each coordinate value, velocity, and the variances of both with theirs of each other. */
    static final int STATE = 20;

    private static final int VELOCITY = 1;
    private static final int VARIANCE = 2;
    private static final int COVARIANCE = 3;
    private static final int VELOCITY_VARIANCE = 4;

    private static final double POSITION_WEIGHT = 1.0 / 20;
    private static final double VELOCITY_WEIGHT = 1.0 / 160;
    private static final double ASPECT_STD = 1e-2;
    private static final double ASPECT_VELOCITY_STD = 1e-5;
    private static final double ASPECT_MEASURED_STD = 1e-1;

    private final double[] state = new double[STATE];

    /** Starts at a box, of which it is not yet known how it moves. {@code corners}: left, top, right, bottom. */
    void start(double[] corners, int at) {
        double width = corners[at + 2] - corners[at];
        double height = corners[at + 3] - corners[at + 1];
        double position = 2 * POSITION_WEIGHT * height;
        double velocity = 10 * VELOCITY_WEIGHT * height;
        startAxis(X, corners[at] + width / 2, position, velocity);
        startAxis(Y, corners[at + 1] + height / 2, position, velocity);
        startAxis(ASPECT, width / height, ASPECT_STD, ASPECT_VELOCITY_STD);
        startAxis(HEIGHT, height, position, velocity);
    }

    private void startAxis(int axis, double value, double std, double velocityStd) {
        state[axis] = value;
        state[axis + VELOCITY] = 0;
        state[axis + VARIANCE] = std * std;
        state[axis + COVARIANCE] = 0;
        state[axis + VELOCITY_VARIANCE] = velocityStd * velocityStd;
    }

    /** Moves on by some steps, 0 or more. */
    void advance(double steps) {
        double height = noiseHeight();
        advanceAxis(X, steps, POSITION_WEIGHT * height, VELOCITY_WEIGHT * height);
        advanceAxis(Y, steps, POSITION_WEIGHT * height, VELOCITY_WEIGHT * height);
        advanceAxis(ASPECT, steps, ASPECT_STD, ASPECT_VELOCITY_STD);
        advanceAxis(HEIGHT, steps, POSITION_WEIGHT * height, VELOCITY_WEIGHT * height);
    }

    private void advanceAxis(int axis, double k, double std, double velocityStd) {
        double velocityNoise = velocityStd * velocityStd;
        double covariance = state[axis + COVARIANCE];
        double velocityVariance = state[axis + VELOCITY_VARIANCE];
        state[axis] += k * state[axis + VELOCITY];
        state[axis + VARIANCE] += 2 * k * covariance
                + k * k * velocityVariance
                + k * std * std
                + (k - 1) * k * (2 * k - 1) / 6 * velocityNoise;
        state[axis + COVARIANCE] += k * velocityVariance + k * (k - 1) / 2 * velocityNoise;
        state[axis + VELOCITY_VARIANCE] += k * velocityNoise;
    }

    /** Learns that the box was seen here. */
    void correct(double[] corners, int at) {
        double width = corners[at + 2] - corners[at];
        double height = corners[at + 3] - corners[at + 1];
        double std = POSITION_WEIGHT * noiseHeight();
        correctAxis(X, corners[at] + width / 2, std);
        correctAxis(Y, corners[at + 1] + height / 2, std);
        correctAxis(ASPECT, width / height, ASPECT_MEASURED_STD);
        correctAxis(HEIGHT, height, std);
    }

    private void correctAxis(int axis, double measured, double std) {
        double variance = state[axis + VARIANCE];
        double covariance = state[axis + COVARIANCE];
        double total = variance + std * std;
        double surprise = measured - state[axis];
        state[axis] += variance / total * surprise;
        state[axis + VELOCITY] += covariance / total * surprise;
        state[axis + VARIANCE] -= variance * variance / total;
        state[axis + COVARIANCE] -= variance * covariance / total;
        state[axis + VELOCITY_VARIANCE] -= covariance * covariance / total;
    }

    /** Noise never vanishes, so that a box without height cannot divide by zero. */
    private double noiseHeight() {
        return Math.max(1, state[HEIGHT]);
    }

    /** Supposes that the height stays as it is; so the reference treats a track that was lost. */
    void holdHeight() {
        state[HEIGHT + VELOCITY] = 0;
    }

    /** Sets how the box moves, per step: centre x and y, width and height. */
    void move(double x, double y, double width, double height) {
        state[X + VELOCITY] = x;
        state[Y + VELOCITY] = y;
        state[ASPECT + VELOCITY] = (width - state[ASPECT] * height) / state[HEIGHT];
        state[HEIGHT + VELOCITY] = height;
    }

    /** Left, top, right, bottom. */
    void corners(double[] into, int at) {
        double width = width();
        double height = height();
        into[at] = state[X] - width / 2;
        into[at + 1] = state[Y] - height / 2;
        into[at + 2] = into[at] + width;
        into[at + 3] = into[at + 1] + height;
    }

    double centreX() {
        return state[X];
    }

    double centreY() {
        return state[Y];
    }

    double width() {
        return Math.max(0, state[ASPECT] * state[HEIGHT]);
    }

    double height() {
        return Math.max(0, state[HEIGHT]);
    }

    /** Per step: centre x. */
    double velocityX() {
        return state[X + VELOCITY];
    }

    /** Per step: centre y. */
    double velocityY() {
        return state[Y + VELOCITY];
    }

    /** Per step. */
    double widthVelocity() {
        return state[ASPECT + VELOCITY] * state[HEIGHT] + state[ASPECT] * state[HEIGHT + VELOCITY];
    }

    /** Per step. */
    double heightVelocity() {
        return state[HEIGHT + VELOCITY];
    }

    /** A step is now {@code ratio} times as long as before. */
    void restep(double ratio) {
        for (int axis = X; axis <= HEIGHT; axis += Y) {
            state[axis + VELOCITY] *= ratio;
            state[axis + COVARIANCE] *= ratio;
            state[axis + VELOCITY_VARIANCE] *= ratio * ratio;
        }
    }

    /** The picture's width and height are now so many times what they were. */
    void rescale(double wide, double high) {
        scaleAxis(X, wide);
        scaleAxis(Y, high);
        scaleAxis(ASPECT, wide / high);
        scaleAxis(HEIGHT, high);
    }

    private void scaleAxis(int axis, double factor) {
        state[axis] *= factor;
        state[axis + VELOCITY] *= factor;
        for (int i = VARIANCE; i <= VELOCITY_VARIANCE; i++) {
            state[axis + i] *= factor * factor;
        }
    }

    /** Whether it still makes sense: all numbers are finite and no variance is negative. */
    boolean sound() {
        for (int axis = X; axis <= HEIGHT; axis += Y) {
            for (int i = 0; i < Y; i++) {
                if (!(Math.abs(state[axis + i]) < 1e12)) {
                    return false;
                }
            }
            if (!(state[axis + VARIANCE] >= 0 && state[axis + VELOCITY_VARIANCE] >= 0)) {
                return false;
            }
        }
        return state[HEIGHT] > 0 && state[ASPECT] > 0;
    }

    double number(int i) {
        return state[i];
    }

    void number(int i, double value) {
        state[i] = value;
    }
}
