package io.vedette.media.demo;

/**
 * A walker's joints in the scene, in metres. The angles follow the textbook curves of gait in their simplest form: the thigh
 * swings as a sine, the knee bends while the leg swings forward, arms swing against the legs, and the lower foot is on the ground.
 *
 * <p>Immutable.
 */
final class Skeleton {

    static final int HIP = 0;
    static final int KNEE = 1;
    static final int ANKLE = 2;
    static final int TOE = 3;
    static final int SHOULDER = 4;
    static final int ELBOW = 5;
    static final int WRIST = 6;
    static final int HAND = 7;

    private static final double THIGH = 0.245;
    private static final double SHANK = 0.245;
    private static final double SOLE = 0.04;
    private static final double FOOT = 0.11;
    private static final double HIPS = 0.052;
    private static final double SHOULDERS = 0.094;
    private static final double TRUNK = 0.295;
    private static final double UPPER_ARM = 0.175;
    private static final double FOREARM = 0.145;

    private final double[][][] joints = new double[2][8][];
    private final Stance stance;
    private final double height;
    private final double pelvis;

    Skeleton(Stance stance, double heightM) {
        this.stance = stance;
        this.height = heightM;
        this.pelvis = Math.max(reach(0), reach(1)) + SOLE;
        for (int side = 0; side < 2; side++) {
            leg(side);
            arm(side);
        }
    }

    private double phase(int side) {
        return stance.stepRad() + side * Math.PI;
    }

    private double thigh(int side) {
        return 0.03 + 0.38 * Math.sin(phase(side)) * stance.swing();
    }

    private double knee(int side) {
        double forward = Math.max(0, Math.cos(phase(side) + 0.25));
        return 0.05 + (0.07 + 0.9 * Math.pow(forward, 1.5)) * stance.swing();
    }

    private double reach(int side) {
        return THIGH * Math.cos(thigh(side)) + SHANK * Math.cos(thigh(side) - knee(side));
    }

    private void leg(int side) {
        double lateral = side == 0 ? HIPS : -HIPS;
        double thigh = thigh(side);
        double shank = thigh - knee(side);
        double kneeF = THIGH * Math.sin(thigh);
        double kneeY = pelvis - THIGH * Math.cos(thigh);
        double ankleF = kneeF + SHANK * Math.sin(shank);
        double ankleY = kneeY - SHANK * Math.cos(shank);
        double foot = Math.min(0, shank) * 0.7;
        joints[side][HIP] = at(0, pelvis, lateral);
        joints[side][KNEE] = at(kneeF, kneeY, lateral * 0.95);
        joints[side][ANKLE] = at(ankleF, ankleY, lateral * 0.85);
        joints[side][TOE] =
                at(ankleF + FOOT * Math.cos(foot), ankleY - SOLE * 0.55 + FOOT * Math.sin(foot), lateral * 1.05);
    }

    private void arm(int side) {
        double lateral = side == 0 ? SHOULDERS : -SHOULDERS;
        double upper = -0.4 * Math.sin(phase(side)) * stance.swing() - 0.02;
        double fore = upper + 0.18 + 0.28 * stance.swing() * (1 - Math.sin(phase(side))) / 2;
        double y = neck() - 0.047;
        double elbowF = UPPER_ARM * Math.sin(upper);
        double elbowY = y - UPPER_ARM * Math.cos(upper);
        double wristF = elbowF + FOREARM * Math.sin(fore);
        double wristY = elbowY - FOREARM * Math.cos(fore);
        joints[side][SHOULDER] = at(0, y, lateral);
        joints[side][ELBOW] = at(elbowF, elbowY, lateral * 1.3);
        joints[side][WRIST] = at(wristF, wristY, lateral * 1.36);
        joints[side][HAND] = at(wristF + 0.045 * Math.sin(fore), wristY - 0.045 * Math.cos(fore), lateral * 1.33);
    }

    private double neck() {
        return pelvis + TRUNK;
    }

    /** A point of the scene from shares of the height: forward, up, to the walker's left. */
    private double[] at(double forward, double up, double left) {
        double cos = Math.cos(stance.headingRad());
        double sin = Math.sin(stance.headingRad());
        return new double[] {
            stance.xM() + height * (forward * cos - left * sin),
            height * up,
            stance.zM() + height * (forward * sin + left * cos)
        };
    }

    double[] joint(int side, int name) {
        return joints[side][name];
    }

    /** A point on the body's own axis: forward and up in shares of the height, up from the pelvis. */
    double[] axis(double forward, double up) {
        return at(forward, pelvis + up, 0);
    }

    /** Where the neck begins. */
    double[] neckPoint() {
        return at(0.005, neck(), 0);
    }

    /** The middle of the head. */
    double[] head() {
        return at(0.022, neck() + 0.115, 0);
    }
}
