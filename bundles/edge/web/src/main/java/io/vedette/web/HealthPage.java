package io.vedette.web;

import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.health.HealthReport.Check;
import java.util.Locale;

/** The health report as a page that needs no script. */
final class HealthPage {
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Vedette: health</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="/page/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/page/health.css">
            </head><body>
            <p><a href="/">Back to the cameras</a></p>
            <h1>Health: <span class="@STATUS@">@STATUS@</span></h1>
            """;
    private static final String FOOT =
            """
            <h2>What the words mean</h2>
            <table>
            <tr><th>Status</th><th>For a person</th><th>For a machine</th></tr>
            <tr><td class="ok">ok</td><td>Works; there is nothing to do.</td><td>Route to it, do not alert.</td></tr>
            <tr><td class="warn">warn</td><td>Works, but somebody should look at it: a camera is away, an expert has no model,
            a notifier is not set up or takes nothing for half a minute, messages were refused for good, the disk is nearly full.</td>
            <td>Route to it; tell somebody within the day. A restart does not help.</td></tr>
            <tr><td class="critical">critical</td><td>A function is lost: nothing is watched, or nothing is remembered.</td>
            <td>Alert now. Where <code>/health/ready</code> stays 503 for minutes, a restart may help.</td></tr>
            </table>
            <p>For machines: this address with <code>Accept: application/json</code>;
            <code>/health/live</code> answers 200 while the program answers at all, and only its failing is a reason to restart;
            <code>/health/ready</code> answers 200 once cameras are watched and events remembered, else 503;
            <code>/metrics</code> tells Prometheus the figures.</p>
            </body></html>
            """;

    private HealthPage() {}

    static String of(HealthReport report) {
        StringBuilder page =
                new StringBuilder(HEAD.replace("@STATUS@", report.overall().word()));
        page.append("<table><tr><th>Check</th><th>Status</th><th>Detail</th></tr>\n");
        for (Check each : report.checks()) {
            String status = each.status().word();
            page.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td class=\"%s\">%s</td><td>%s</td></tr>%n",
                    escape(each.name()),
                    status,
                    status,
                    escape(each.detail())));
        }
        page.append(String.format(
                Locale.ROOT,
                "</table>%n<p>%.1f pictures per second, %.2f %% of expert calls failed, %d MB resident, waiting"
                        + " messages: %s</p>%n",
                report.pipelineFps(),
                report.errorRate() * 100,
                report.memoryUsageMb(),
                report.queueBacklogs().isEmpty()
                        ? "none"
                        : escape(report.queueBacklogs().toString())));
        return page.append(FOOT).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
