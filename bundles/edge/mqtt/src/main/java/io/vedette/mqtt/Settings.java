package io.vedette.mqtt;

import io.vedette.core.spi.store.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Validated settings of the MQTT edge. Immutable.
 *
 * @param broker the broker outside; empty for the embedded one
 * @param prefix first levels of every topic
 * @param user empty for none
 * @param password empty for none
 * @param clientId empty for one drawn per home
 */
record Settings(
        Optional<URI> broker,
        String prefix,
        Optional<String> user,
        Optional<String> password,
        Optional<String> clientId) {

    static final String PID = "io.vedette.mqtt";

    private static final Pattern PREFIX =
            Pattern.compile("[^+#$/\\p{Cntrl}](?:[^+#\\p{Cntrl}]{0,98}[^+#/\\p{Cntrl}])?");
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern USER_INFO = Pattern.compile("//[^/]*@");

    /** What holds where nothing is configured. */
    static Settings defaults() {
        return new Settings(Optional.empty(), "vedette", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Reads a configuration; keys that are absent or blank have their default.
     *
     * @throws BadSetting at the first value out of range
     */
    static Settings read(Map<String, ?> properties, Secrets secrets) throws BadSetting {
        String prefix = text(properties, "prefix").orElse("vedette");
        if (!PREFIX.matcher(prefix).matches()) {
            throw new BadSetting(
                    "prefix", prefix, "1 to 100 characters without + # or a leading $, no slash at its ends");
        }
        Optional<String> clientId = text(properties, "client.id");
        if (clientId.isPresent() && !CLIENT_ID.matcher(clientId.get()).matches()) {
            throw new BadSetting("client.id", clientId.get(), "1 to 64 of A-Z a-z 0-9 . _ -");
        }
        Optional<String> user = filled(properties, "user", secrets);
        Optional<String> password = filled(properties, "password", secrets);
        if (user.isEmpty() && password.isPresent()) {
            throw new BadSetting("user", "", "must be given where password is");
        }
        return new Settings(broker(text(properties, "uri")), prefix, user, password, clientId);
    }

    private static Optional<String> filled(Map<String, ?> properties, String key, Secrets secrets) throws BadSetting {
        Optional<String> text = text(properties, key);
        try {
            return text.isEmpty() ? text : Optional.of(secrets.fill(text.get()));
        } catch (Secrets.Missing e) {
            throw new BadSetting(key, e);
        }
    }

    private static Optional<URI> broker(Optional<String> text) throws BadSetting {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String shown = USER_INFO.matcher(text.get()).replaceAll("//***@");
        URI uri;
        try {
            uri = new URI(text.get());
        } catch (URISyntaxException e) {
            throw new BadSetting("uri", shown, "tcp://host:port or ssl://host:port");
        }
        boolean scheme = "tcp".equals(uri.getScheme()) || "ssl".equals(uri.getScheme());
        boolean bare = uri.getRawPath() == null || uri.getRawPath().isEmpty() || "/".equals(uri.getRawPath());
        if (!scheme || uri.getHost() == null || !bare || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new BadSetting("uri", shown, "tcp://host:port or ssl://host:port, port 1 to 65535");
        }
        if (uri.getRawUserInfo() != null) {
            throw new BadSetting("uri", shown, "no user in it; the keys user and password are for that");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : "ssl".equals(uri.getScheme()) ? 8883 : 1883;
        return Optional.of(URI.create(uri.getScheme() + "://" + uri.getHost() + ":" + port));
    }

    private static Optional<String> text(Map<String, ?> properties, String key) {
        Object value = properties.get(key);
        return value == null || value.toString().isBlank()
                ? Optional.empty()
                : Optional.of(value.toString().strip());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return broker.map(URI::toString).orElse("the embedded broker") + " as " + user.orElse("nobody") + ", prefix "
                + prefix;
    }
}
