package io.vedette.web;

import io.vedette.core.spi.health.Health;
import io.vedette.core.spi.health.HealthReport;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** How everything is: a page for people, JSON for machines, two status codes for supervisors. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect("(osgi.http.whiteboard.context.name=vedette)")
@HttpWhiteboardServletName("health")
@HttpWhiteboardServletPattern({"/health", "/health/live", "/health/ready"})
public final class HealthServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient Health health;

    @Activate
    public HealthServlet(@Reference Health health) {
        this.health = health;
    }

    @Override
    protected void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/health/live" -> Answers.send(response, 200, Answers.JSON_TYPE, Answers.json(Map.of("live", true)));
            case "/health/ready" -> {
                boolean ready = health.report().ready();
                Answers.send(response, ready ? 200 : 503, Answers.JSON_TYPE, Answers.json(Map.of("ready", ready)));
            }
            default -> report(request, response);
        }
    }

    private void report(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HealthReport report = health.report();
        String accept = request.getHeader("Accept");
        boolean page = accept != null && accept.contains("text/html");
        response.setHeader("Vary", "Accept");
        if (page) {
            response.setHeader("Content-Security-Policy", PageServlet.POLICY);
            Answers.send(response, 200, "text/html;charset=utf-8", HealthPage.of(report));
        } else {
            Answers.send(response, 200, Answers.JSON_TYPE, Answers.json(fields(report)));
        }
    }

    /** The report as the API shows it. */
    static Map<String, Object> fields(HealthReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("overall_status", report.overall().word());
        fields.put("ready", report.ready());
        fields.put("pipeline_fps", Math.round(report.pipelineFps() * 10) / 10.0);
        fields.put("queue_backlogs", report.queueBacklogs());
        fields.put("worker_status", report.workerStatus());
        fields.put("error_rate", report.errorRate());
        fields.put("memory_usage_mb", report.memoryUsageMb());
        fields.put(
                "checks",
                report.checks().stream()
                        .map(each -> Map.of(
                                "name", each.name(), "status", each.status().word(), "detail", each.detail()))
                        .toList());
        return fields;
    }
}
