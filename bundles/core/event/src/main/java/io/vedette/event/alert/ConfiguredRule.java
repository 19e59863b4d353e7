package io.vedette.event.alert;

import io.vedette.api.health.HealthCheck;
import io.vedette.api.health.HealthRow;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One rule, from one file {@code etc/io.vedette.alert-NAME.cfg}; a change holds at once, and the health page has a row for it.
 * Thread-safe.
 */
@Component(
        service = {ConfiguredRule.class, HealthCheck.class},
        configurationPid = ConfiguredRule.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AlertConfig.class, factory = true)
public final class ConfiguredRule implements HealthCheck {

    static final String PID = "io.vedette.alert";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRule.class);
    private static final int LONGEST_NAME = 60;

    private final String name;
    private volatile AlertRule rule;
    private volatile String refused = "";

    /** A rule that cannot be used is told in the log, and does nothing. */
    @Activate
    public ConfiguredRule(Map<String, Object> configuration) {
        String pid = pid(configuration);
        name = pid.substring(pid.indexOf('~') + 1);
        changed(configuration);
    }

    private static String pid(Map<String, Object> configuration) {
        return String.valueOf(configuration.get("service.pid"));
    }

    @Modified
    void changed(Map<String, Object> configuration) {
        try {
            rule = RuleReader.read(name, configuration);
            refused = "";
        } catch (IllegalArgumentException e) {
            String left = rule == null ? "the rule does nothing" : "the last good settings stay in force";
            refused = pid(configuration) + ": " + e.getMessage() + "; " + left;
            LOG.warn(refused);
        }
    }

    @Override
    public HealthRow row() {
        String title = "alert " + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
        String why = refused;
        return why.isEmpty()
                ? new HealthRow(
                        title,
                        HealthRow.Status.OK,
                        "tells " + String.join(", ", new TreeSet<>(rule.action().sinks())))
                : new HealthRow(title, HealthRow.Status.WARN, why);
    }

    /** Empty while it cannot be used. */
    Optional<AlertRule> rule() {
        return Optional.ofNullable(rule);
    }
}
