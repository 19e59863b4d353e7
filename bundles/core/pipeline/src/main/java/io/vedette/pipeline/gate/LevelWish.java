package io.vedette.pipeline.gate;

import java.util.Arrays;
import java.util.Optional;

/** What a camera's owner wants of the gate. */
public enum LevelWish {
    /** The cheapest level that keeps the alert delay. */
    AUTO("auto"),
    /** Key frames. */
    KEY_FRAMES("k"),
    /** Key frames and packets. */
    PACKETS("k+p"),
    /** Everything. */
    FULL("f"),
    /** Everything, without the loop filter. */
    UNFILTERED("f-"),
    /** The camera never sleeps. */
    NEVER("never");

    private final String text;

    LevelWish(String text) {
        this.text = text;
    }

    /** As it stands in a camera's settings. */
    public String text() {
        return text;
    }

    /** The wish of that name; empty where there is none. */
    public static Optional<LevelWish> of(String text) {
        return Arrays.stream(values())
                .filter(wish -> wish.text.equalsIgnoreCase(text.trim()))
                .findFirst();
    }
}
