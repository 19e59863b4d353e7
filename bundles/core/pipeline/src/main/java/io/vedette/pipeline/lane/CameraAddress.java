package io.vedette.pipeline.lane;

import java.util.regex.Pattern;

/** Addresses as they may be shown. Stateless. */
public final class CameraAddress {

    /** Up to the last @: passwords are often written as they are, with @ and / in them. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://).*@");

    private static final Pattern QUERY = Pattern.compile("(?i)((?:pas\\w*|pwd?|secret|token|auth|key)=)[^&]*");

    private CameraAddress() {}

    /** The address without user, password and secret query parameters. */
    public static String shown(String uri) {
        return QUERY.matcher(CREDENTIALS.matcher(uri).replaceAll("")).replaceAll("$1…");
    }
}
