package io.vedette.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the HTTP server where to listen; a setting that cannot be leaves the last good one in force. Thread-safe. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.vedette.web")
@Designate(ocd = WebConfig.class)
public final class HttpServer {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_HEADER_BYTES = 16_384;

    private final ConfigurationAdmin admin;
    private final Optional<String> portForThisRun;

    @Activate
    public HttpServer(@Reference ConfigurationAdmin admin, BundleContext context, Map<String, Object> settings)
            throws IOException {
        this.admin = admin;
        this.portForThisRun = Optional.ofNullable(context.getProperty("vedette.http.port"));
        listen(read(settings).orElse(HttpSettings.DEFAULT));
    }

    @Modified
    void modified(Map<String, Object> settings) {
        Optional<HttpSettings> wanted = read(settings);
        if (wanted.isPresent()) {
            try {
                listen(wanted.get());
            } catch (IOException e) {
                log.error("The HTTP server's settings could not be stored: {}", e.toString());
            }
        }
    }

    private Optional<HttpSettings> read(Map<String, Object> settings) {
        try {
            return Optional.of(HttpSettings.of(settings, portForThisRun));
        } catch (HttpSettings.InvalidException e) {
            log.warn("{}; the last good settings stay in force", e.getMessage());
            return Optional.empty();
        }
    }

    private void listen(HttpSettings settings) throws IOException {
        Configuration server = admin.getConfiguration("org.apache.felix.http", "?");
        Map<String, Object> properties = new HashMap<>();
        properties.put("org.apache.felix.http.host", settings.host());
        properties.put("org.osgi.service.http.port", settings.port());
        properties.put("org.apache.felix.http.enable", true);
        properties.put("org.apache.felix.https.enable", false);
        properties.put("org.apache.felix.jetty.websocket.enable", true);
        properties.put("org.apache.felix.http.jetty.sendServerHeader", false);
        properties.put("org.apache.felix.http.jetty.headerBufferSize", MAX_HEADER_BYTES);
        if (server.updateIfDifferent(FrameworkUtil.asDictionary(properties))) {
            log.info("HTTP listens on {}:{}", settings.host(), settings.port());
        }
    }
}
