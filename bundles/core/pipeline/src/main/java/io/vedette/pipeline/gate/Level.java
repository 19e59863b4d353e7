package io.vedette.pipeline.gate;

/** How much of a quiet camera's stream is decoded. */
public enum Level {
    /** Its key frames. */
    KEY_FRAMES("K"),
    /** Its key frames, and what its packets draw attention to. */
    PACKETS("K+P"),
    /** Everything. */
    FULL("F"),
    /** Everything, without the loop filter: cheaper by a quarter, and noisier. */
    UNFILTERED("F-");

    private final String sign;

    Level(String sign) {
        this.sign = sign;
    }

    /** As it is shown: {@code K}, {@code K+P}, {@code F}, {@code F-}. */
    public String sign() {
        return sign;
    }

    /** Whether every packet is decoded. */
    public boolean full() {
        return this == FULL || this == UNFILTERED;
    }
}
