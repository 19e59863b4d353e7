/** One lane per camera: decode, motion, detect, track, each stage's expert exchanged without losing a picture. */
package io.vedette.pipeline.lane;
