package io.vedette.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request must be like to be served: it comes from this machine, asks for one of this machine's names (a page that has
 * rebound its own name to the loopback address does not), and, where it changes something, comes from our own page or from
 * somebody who can read the home's token. Immutable.
 */
final class AccessRules {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    /** Where a browser says that a request comes from: our own page, or the address line. */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private static final Pattern LOOPBACK_4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private final Set<String> names;
    private final byte[] token;

    AccessRules(Set<String> names, String token) {
        this.names = Set.copyOf(names);
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What is asked, in so far as it matters here. An absent header is null.
     *
     * @param remote address of the other end, as the connection tells it
     * @param site {@code Sec-Fetch-Site}, which pages cannot forge; programs that are no browsers do not send it
     * @param mode {@code Sec-Fetch-Mode}
     */
    record Asked(
            String method,
            String scheme,
            String remote,
            String host,
            String origin,
            String token,
            String site,
            String mode) {}

    /** Why the request is refused; empty where it is not. */
    Optional<Refusal> refuse(Asked asked) {
        if (!isLoopback(asked.remote())) {
            return Optional.of(Refusal.forbidden("Only this machine itself is served until there is a login."));
        }
        if (asked.host() == null || !isOurs(name(asked.host()))) {
            return Optional.of(
                    Refusal.forbidden(
                            "The Host of the request is no name of this machine; other names are set in io.vedette.access.cfg."));
        }
        boolean link = "navigate".equals(asked.mode()) && READING.contains(asked.method());
        boolean otherSite = asked.site() != null && !OWN_SITE.contains(asked.site()) && !link;
        // A browser sends Origin, and not always Sec-Fetch-Site, with a WebSocket's handshake, which no other rule of
        // browsers guards.
        boolean ownOrigin = (asked.scheme() + "://" + asked.host()).equalsIgnoreCase(asked.origin());
        if (otherSite || (asked.origin() != null && !ownOrigin)) {
            return Optional.of(Refusal.forbidden("Pages of other sites get nothing; a link to the page works."));
        }
        if (READING.contains(asked.method())) {
            return Optional.empty();
        }
        if (!ownOrigin) {
            return Optional.of(Refusal.forbidden("A change needs an Origin that is the same as the Host."));
        }
        if (asked.token() == null || !MessageDigest.isEqual(token, asked.token().getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(Refusal.forbidden("A change needs the home's token, data/token, in X-Vedette-Token."));
        }
        return Optional.empty();
    }

    private boolean isOurs(String name) {
        return isLoopback(name) || name.equals("localhost") || names.contains(name);
    }

    private static boolean isLoopback(String address) {
        return LOOPBACK_4.matcher(address).matches() || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    /** The name in a Host header: without port, brackets and a last dot. */
    private static String name(String host) {
        String lower = host.trim().toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            int end = lower.indexOf(']');
            return end < 0 ? lower : lower.substring(1, end);
        }
        int colon = lower.indexOf(':');
        String name = colon < 0 ? lower : lower.substring(0, colon);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
