package io.vedette.model;

import io.vedette.core.spi.model.ModelStatus;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Models in aligned columns. Immutable. */
final class ModelTable {
    private static final int SIZE_COLUMN = 2;

    private final List<List<String>> rows = new ArrayList<>();

    ModelTable(List<ModelStatus> models) {
        rows.add(List.of("ID", "TASK", "SIZE", "LICENCE", "STATE"));
        for (ModelStatus each : models) {
            rows.add(List.of(
                    each.id(),
                    each.task(),
                    Size.of(each.bytes()),
                    each.licence(),
                    each.place().words()));
        }
    }

    void print(PrintStream out) {
        rows.forEach(row -> out.println(line(row)));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String gap = " ".repeat(width(column) - cell.length());
            line.append(column == SIZE_COLUMN ? gap + cell : cell + gap).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
