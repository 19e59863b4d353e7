package io.vedette.pipeline.gate;

/** Where a camera's gate stands. */
public enum GateState {
    /** All is decoded, until the level is known and motion has learnt its background. */
    LEARNING,
    /** Nothing happens. */
    ASLEEP,
    /** The packets drew attention; what was passed over is decoded to see whether rightly. */
    PROBING,
    /** Something is there; what was passed over is decoded. */
    WAKING,
    /** All is decoded as it comes. */
    AWAKE
}
