package io.vedette.notify.webhook;

import io.vedette.notice.BadSetting;
import io.vedette.notice.Form;
import io.vedette.notice.Redaction;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Validated settings of the webhook. Immutable.
 *
 * @param url where to; may hold a token in its path
 * @param secret key of the signature; empty: unsigned
 * @param timeout for one message, from connecting to the answer
 * @param headers further ones, by name
 * @param picture whether the picture goes along
 * @param giveUp at which age of the event a failing message is given up; zero: never
 */
record Settings(
        URI url,
        Optional<String> secret,
        Duration timeout,
        Map<String, String> headers,
        boolean picture,
        Duration giveUp) {

    static final String PID = "io.vedette.notify.webhook";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MOST_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_GIVE_UP = Duration.ofHours(24);
    private static final Duration MOST_GIVE_UP = Duration.ofDays(30);
    private static final int MOST_SECRET_BYTES = 1024;
    private static final String URL_RANGE = "http://host/… or https://host/…, without user and fragment";

    /**
     * Reads a configuration; empty where there is no url.
     *
     * @throws BadSetting at the first value out of range
     */
    static Optional<Settings> read(Form form) throws BadSetting {
        Optional<String> secret = form.secret("secret");
        if (secret.isPresent() && secret.get().getBytes(StandardCharsets.UTF_8).length > MOST_SECRET_BYTES) {
            throw form.badSecret("secret", "1 to " + MOST_SECRET_BYTES + " bytes");
        }
        Duration timeout = form.length("timeout", DEFAULT_TIMEOUT, Duration.ofSeconds(1), MOST_TIMEOUT, "1 s to 60 s");
        Map<String, String> headers = headers(form);
        boolean picture = form.flag("picture", false);
        Duration giveUp = form.length("give-up", DEFAULT_GIVE_UP, Duration.ZERO, MOST_GIVE_UP, "0 to 30 d");
        Optional<String> url = form.secret("url");
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(new Settings(url(form, url.get()), secret, timeout, headers, picture, giveUp));
    }

    private static URI url(Form form, String text) throws BadSetting {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw form.badSecret("url", URL_RANGE);
        }
        boolean scheme = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!scheme
                || url.getHost() == null
                || url.getPort() == 0
                || url.getPort() > 65_535
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            throw form.badSecret("url", URL_RANGE);
        }
        return url;
    }

    private static Map<String, String> headers(Form form) throws BadSetting {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String each : form.secret("headers").orElse("").split(";", -1)) {
            if (!each.isBlank()) {
                String[] parts = each.split(":", 2);
                String name = parts[0].strip();
                if (parts.length < 2 || !isAllowed(name, parts[1].strip())) {
                    throw form.badSecret(
                            "headers",
                            "Name: value, separated by semicolons; none that HTTP itself or the webhook sets");
                }
                headers.put(name, parts[1].strip());
            }
        }
        return headers;
    }

    private static boolean isAllowed(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("content-type") || lower.equals("idempotency-key") || lower.startsWith("x-vedette-")) {
            return false;
        }
        try {
            HttpRequest.newBuilder().header(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Where to, without what may be a token. */
    String shown() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /** Takes out of others' words what is nobody's business. */
    Redaction redaction() {
        Collection<String> secrets = new ArrayList<>(List.of(url.toString()));
        for (String part : new String[] {url.getRawPath(), url.getRawQuery()}) {
            if (part != null) {
                secrets.addAll(List.of(part.split("[/&=]", -1)));
                secrets.add(part);
            }
        }
        secret.ifPresent(secrets::add);
        for (String value : headers.values()) {
            secrets.add(value);
            // Of 'Bearer abc' the token alone is as secret.
            secrets.add(value.substring(value.lastIndexOf(' ') + 1));
        }
        return new Redaction(secrets);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return shown() + (secret.isPresent() ? ", signed" : ", unsigned");
    }
}
