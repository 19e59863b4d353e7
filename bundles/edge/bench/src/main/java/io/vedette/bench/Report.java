package io.vedette.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * All rows of one run, as people and as machines read them. Immutable.
 *
 * @param machine what it was measured on, in words by name
 */
record Report(Map<String, String> machine, List<Row> rows) {

    private static final String NOTHING = "-";

    Report {
        machine = new TreeMap<>(machine);
        rows = List.copyOf(rows);
    }

    /** A table with aligned columns; the notes stand behind, where a line may be long. */
    String table() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"what", "measured", "budget", "ratio", "", "how"});
        for (Row row : rows) {
            lines.add(new String[] {
                row.what(),
                amount(row.measured(), row.unit()),
                amount(row.budget(), row.unit()),
                amount(row.ratio(), ""),
                row.verdict(),
                row.note()
            });
        }
        int[] widths = new int[5];
        for (String[] line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        machine.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        text.append('\n');
        lines.forEach(line -> append(text, line, widths));
        return text.toString();
    }

    private static void append(StringBuilder text, String[] line, int[] widths) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean number = i >= 1 && i <= 3;
            columns.append(String.format("%" + (number ? "" : "-") + widths[i] + "s  ", line[i]));
        }
        text.append(columns.append(line[widths.length]).toString().stripTrailing())
                .append('\n');
    }

    /** Three figures that tell, with the unit. */
    static String amount(OptionalDouble value, String unit) {
        if (value.isEmpty()) {
            return NOTHING;
        }
        double number = value.getAsDouble();
        int digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + digits + "f", number);
        return unit.isEmpty() ? text : text + " " + unit;
    }

    /** One JSON object: {@code machine}, {@code rows}; what is not known is null. */
    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeObjectFieldStart("machine");
            for (Map.Entry<String, String> each : machine.entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("rows");
            for (Row row : rows) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", row.what());
        number(json, "measured", row.measured());
        number(json, "budget", row.budget());
        json.writeStringField("unit", row.unit());
        number(json, "ratio", row.ratio());
        json.writeStringField("verdict", row.verdict());
        json.writeStringField("note", row.note());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsDouble());
        } else {
            json.writeNullField(name);
        }
    }
}
