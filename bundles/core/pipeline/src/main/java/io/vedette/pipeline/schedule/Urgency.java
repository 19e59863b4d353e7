package io.vedette.pipeline.schedule;

/** Classes of looks; a look of a former class is always answered before one of a later class. */
public enum Urgency {
    /** Somebody waits for the answer: a doorbell. */
    URGENT,
    /** A camera is watched. */
    LIVE,
    /** Nobody waits: something already known is looked at again. */
    BACKGROUND
}
