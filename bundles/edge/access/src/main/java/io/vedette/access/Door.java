package io.vedette.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way in: every servlet hangs on this context and vanishes with it, so none is ever served unguarded. Thread-safe. */
@Component(service = ServletContextHelper.class, configurationPid = "io.vedette.access")
@HttpWhiteboardContext(name = "vedette", path = "/")
@Designate(ocd = AccessConfig.class)
public final class Door extends ServletContextHelper {
    private static final Logger log = LoggerFactory.getLogger(Door.class);

    /** Where the page, which is not allowed to know this bundle, finds the secret that it hands to its script. */
    private static final String TOKEN = "io.vedette.token";

    private final String token;
    private volatile AccessRules rules;

    @Activate
    public Door(BundleContext context, Map<String, Object> settings) throws IOException {
        token = HomeToken.of(Path.of(context.getProperty("vedette.home"), "data"));
        rules = new AccessRules(names(settings), token);
    }

    @Modified
    void modified(Map<String, Object> settings) {
        rules = new AccessRules(names(settings), token);
    }

    private static Set<String> names(Map<String, Object> settings) {
        String text = String.valueOf(settings.getOrDefault("names", ""));
        return Arrays.stream(text.split(","))
                .map(each -> each.trim().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .filter(Door::isName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isName(String name) {
        boolean valid = name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
        if (!valid) {
            log.warn("io.vedette.access: names holds '{}', which is no host name; it is left out", name);
        }
        return valid;
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Refusal> refusal = rules.refuse(new AccessRules.Asked(
                request.getMethod(),
                request.getScheme(),
                request.getRemoteAddr(),
                request.getHeader("Host"),
                request.getHeader("Origin"),
                request.getHeader("X-Vedette-Token"),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Sec-Fetch-Mode")));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        if (refusal.isEmpty()) {
            request.setAttribute(TOKEN, token);
            return true;
        }
        byte[] body = refusal.get().json().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.get().status());
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return false;
    }

    /** Nothing of this bundle is served as a file. */
    @Override
    public java.net.URL getResource(String name) {
        return null;
    }
}
