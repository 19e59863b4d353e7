/**
 * Follows objects as ByteTrack does (Y. Zhang et al., "ByteTrack: Multi-Object Tracking by Associating Every Detection Box",
 * ECCV 2022): strong detections are matched first, weak ones may still hold a track. At looks in even steps it does what the
 * reference does; at uneven ones it does what the reference would have done with the frames in between.
 */
package io.vedette.tracker.bytetrack;
