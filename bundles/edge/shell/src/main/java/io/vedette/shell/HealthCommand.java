package io.vedette.shell;

import io.vedette.core.spi.health.Health;
import io.vedette.core.spi.health.HealthReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;

/** Shows how everything is. Confined to one call. */
@Service
@Command(
        scope = "vedette",
        name = "health",
        description =
                "Shows how everything is: ok, warn (works, but somebody should look), critical (a function is lost)")
public final class HealthCommand implements Action {
    /** Of the other columns. */
    private static final int OTHERS = 24 + 8 + 2 * 3;

    private static final int CHECK_WIDTH = 24;
    private static final int LEAST_DETAIL = 40;

    @Reference(optional = true)
    private Health health;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One line of JSON")
    private boolean json;

    @Override
    public Object execute() {
        HealthReport report = Room.of(health, "health report").report();
        if (json) {
            session.getConsole().println(Text.json(fields(report)));
            return null;
        }
        WrappedTable table = new WrappedTable()
                .column("Check", CHECK_WIDTH)
                .column("Status")
                .column("Detail", Math.max(LEAST_DETAIL, Text.width(session) - OTHERS));
        report.checks().forEach(each -> table.row(each.name(), each.status().word(), each.detail()));
        table.print(session.getConsole(), "Nothing was examined");
        session.getConsole().println("Overall: " + report.overall().word());
        return null;
    }

    private static Map<String, Object> fields(HealthReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("overall_status", report.overall().word());
        fields.put("ready", report.ready());
        fields.put("pipeline_fps", report.pipelineFps());
        fields.put("queue_backlogs", report.queueBacklogs());
        fields.put("worker_status", report.workerStatus());
        fields.put("error_rate", report.errorRate());
        fields.put("memory_usage_mb", report.memoryUsageMb());
        return fields;
    }
}
