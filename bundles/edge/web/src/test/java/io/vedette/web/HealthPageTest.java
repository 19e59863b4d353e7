package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.spi.health.HealthReport;
import io.vedette.core.spi.health.HealthReport.Check;
import io.vedette.core.spi.health.HealthReport.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthPageTest {
    @Test
    void showsARowPerCheckAndTheWorstStatus() {
        String page = HealthPage.of(report(
                new Check("camera front", Status.WARN, "backoff"),
                new Check("event log", Status.OK, "remembers events")));

        assertThat(page).contains("<h1>Health: <span class=\"warn\">warn</span></h1>", "camera front", "event log");
    }

    @Test
    void aCameraCannotWriteMarkup() {
        String page = HealthPage.of(report(new Check("camera front", Status.WARN, "<script>alert('x')</script>")));

        assertThat(page).doesNotContain("<script").contains("&lt;script&gt;");
    }

    private static HealthReport report(Check... checks) {
        return new HealthReport(true, 12.5, Map.of("mqtt", 3L), Map.of(), 0.01, 400, List.of(checks));
    }
}
