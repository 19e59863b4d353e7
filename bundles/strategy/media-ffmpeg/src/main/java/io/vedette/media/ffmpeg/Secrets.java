package io.vedette.media.ffmpeg;

import java.util.regex.Pattern;

/** Takes users, passwords and tokens out of what people get to read. Stateless. */
final class Secrets {
    /** Up to the last @ of the word, since a password may hold a slash or an @ that nobody encoded. */
    private static final Pattern USER = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)[^\\s'\"]*@");

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;](?:pass|pwd|psw|token|key|secret|auth|sig)[^=&;\\s]*=)[^&;\\s'\"]*");
    private static final Pattern HEADER = Pattern.compile("(?i)(authorization: *)[^\\r\\n]*");

    private Secrets() {}

    static String without(String text) {
        String noUser = USER.matcher(text).replaceAll("$1");
        String noParameter = PARAMETER.matcher(noUser).replaceAll("$1***");
        return HEADER.matcher(noParameter).replaceAll("$1***");
    }
}
