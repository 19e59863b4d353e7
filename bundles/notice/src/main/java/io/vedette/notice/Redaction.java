package io.vedette.notice;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of what others say, for exceptions and logs. Immutable. */
public final class Redaction {

    private static final int SHORTEST = 4;
    private static final int MOST_CHARACTERS = 200;

    private final List<String> secrets;

    /** Of these; those under 4 characters are no secrets. */
    public Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The first 200 characters on one line, without secrets. */
    public String of(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        clean = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return clean.length() > MOST_CHARACTERS ? clean.substring(0, MOST_CHARACTERS) : clean;
    }
}
