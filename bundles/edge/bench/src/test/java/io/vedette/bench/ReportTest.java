package io.vedette.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Report REPORT = new Report(
            Map.of("cores", "2"),
            List.of(
                    Row.of("kept", 200, "B", 256, "a way"),
                    Row.of("broken", 12.5, "s", 10, "another way"),
                    Row.of("known", 0.1234, "MB", "no promise"),
                    Row.missing("unknown", "ms", 25, "no broker")));

    @Test
    void tellsWhichPromisesAreKept() {
        assertThat(REPORT.rows()).extracting(Row::verdict).containsExactly("ok", "over", "-", "-");
        assertThat(Row.of("exactly", 10, "s", 10, "").verdict()).isEqualTo("ok");
    }

    @Test
    void alignsTheTable() {
        assertThat(REPORT.table().lines())
                .containsExactly(
                        "cores: 2",
                        "",
                        "what     measured   budget  ratio        how",
                        "kept        200 B    256 B   0.78  ok    a way",
                        "broken     12.5 s   10.0 s   1.25  over  another way",
                        "known     0.12 MB        -      -  -     no promise",
                        "unknown         -  25.0 ms      -  -     no broker");
    }

    @Test
    void showsThreeFiguresThatTell() {
        assertThat(Report.amount(OptionalDouble.of(1234.5), "B")).isEqualTo("1235 B");
        assertThat(Report.amount(OptionalDouble.of(-0.123), "MB")).isEqualTo("-0.12 MB");
        assertThat(Report.amount(OptionalDouble.empty(), "MB")).isEqualTo("-");
    }

    @Test
    void givesMachinesNullsForWhatIsNotKnown() throws Exception {
        List<Object> seen = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(REPORT.json())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()
                        && List.of("measured", "ratio", "verdict").contains(json.currentName())) {
                    seen.add(json.getText());
                }
            }
        }
        assertThat(seen)
                .containsExactly(
                        "200.0", "0.78125", "ok", "12.5", "1.25", "over", "0.1234", "null", "-", "null", "null", "-");
    }
}
