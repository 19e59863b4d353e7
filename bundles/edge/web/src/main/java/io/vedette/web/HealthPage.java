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
            <style>
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
            table{border-collapse:collapse;width:100%;margin:1rem 0}
            th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d0d7de;overflow-wrap:anywhere}
            .ok{color:#116329}.warn{color:#7d4e00}.critical{color:#a40e26;font-weight:bold}
            @media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}th,td{border-color:#30363d}
            .ok{color:#56d364}.warn{color:#e3b341}.critical{color:#ff7b72}}
            </style></head><body>
            <h1>Health: <span class="@STATUS@">@STATUS@</span></h1>
            """;
    private static final String FOOT =
            """
            <h2>What the words mean</h2>
            <table>
            <tr><td class="ok">ok</td><td>Works; there is nothing to do.</td></tr>
            <tr><td class="warn">warn</td><td>Works, but somebody should look at it: a camera is away, an expert has no model,
            a sink has been away for long.</td></tr>
            <tr><td class="critical">critical</td><td>A function is lost: nothing is watched, or nothing is remembered.</td></tr>
            </table>
            <p>For machines: this address with <code>Accept: application/json</code>;
            <code>/health/live</code> answers 200 while the program answers at all;
            <code>/health/ready</code> answers 200 once cameras are watched and events remembered, else 503.</p>
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
