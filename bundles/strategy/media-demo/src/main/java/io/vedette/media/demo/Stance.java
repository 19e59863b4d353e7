package io.vedette.media.demo;

/**
 * Where a walker is and in which step. Immutable.
 *
 * @param xM place, metres to the right
 * @param zM place, metres away
 * @param headingRad 0: to the right; a quarter turn: away from the camera
 * @param stepRad phase of the walk; a full turn is two steps
 * @param swing 0: standing, 1: walking
 */
record Stance(double xM, double zM, double headingRad, double stepRad, double swing) {}
