package io.vedette.media.demo;

import io.vedette.api.Box;

/**
 * The truth of one thing in one picture: exact by the pixels that it covers. Immutable.
 *
 * @param id the same over a walker's or car's whole stay
 * @param label {@code person} or {@code car}
 * @param box where, cut at the picture's edges; what stands in front is not taken off
 * @param shown which part of the uncut box lies in the picture, 0 to 1
 */
record Labelled(long id, String label, Box box, double shown) {}
