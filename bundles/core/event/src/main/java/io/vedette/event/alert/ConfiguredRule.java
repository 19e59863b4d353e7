package io.vedette.event.alert;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rule, from one file {@code etc/io.vedette.alert-NAME.cfg}; a change holds at once. Thread-safe. */
@Component(
        service = ConfiguredRule.class,
        configurationPid = ConfiguredRule.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AlertConfig.class, factory = true)
public final class ConfiguredRule {

    static final String PID = "io.vedette.alert";

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredRule.class);

    private volatile AlertRule rule;

    /** A rule that cannot be used is told in the log, and does nothing. */
    @Activate
    public ConfiguredRule(Map<String, Object> configuration) {
        changed(configuration);
    }

    @Modified
    void changed(Map<String, Object> configuration) {
        String pid = String.valueOf(configuration.get("service.pid"));
        try {
            rule = RuleReader.read(pid.substring(pid.indexOf('~') + 1), configuration);
        } catch (IllegalArgumentException e) {
            String left = rule == null ? "the rule does nothing" : "the last good settings stay in force";
            LOG.warn("{}: {}; {}", pid, e.getMessage(), left);
        }
    }

    /** Empty while it cannot be used. */
    Optional<AlertRule> rule() {
        return Optional.ofNullable(rule);
    }
}
