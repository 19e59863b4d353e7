package io.vedette.trigger.gpio;

import java.util.Locale;

/** What keeps a line at rest while the button is open. Immutable. */
enum Bias {
    /** A resistor inside the chip to its supply: for a button between line and ground. */
    PULL_UP,
    /** A resistor inside the chip to ground: for a button between line and supply. */
    PULL_DOWN,
    /** None inside the chip: for a board that has its own resistor. */
    DISABLED,
    /** Whatever the chip is set to. */
    AS_IS;

    /** The word in settings and sentences. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Bias of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
