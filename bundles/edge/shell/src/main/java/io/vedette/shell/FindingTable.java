package io.vedette.shell;

import io.vedette.shell.doctor.Finding;
import io.vedette.shell.doctor.Severity;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as people and scripts read them, the worst first. Stateless. */
final class FindingTable {
    private static final int LEAST_WIDTH = 80;
    private static final int MOST_WIDTH = 120;
    private static final int ABOUT_WIDTH = 18;
    /** Of the first column and what stands between the columns. */
    private static final int FIXED_WIDTH = 8 + 3 * 3;

    private FindingTable() {}

    /** The worst first, else in their order. */
    static List<Finding> sorted(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    /** Prints a table of at most the given width, 80 to 120 characters. */
    static void print(List<Finding> findings, int widthChars, PrintStream out) {
        int width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, widthChars));
        int text = width - FIXED_WIDTH - ABOUT_WIDTH;
        WrappedTable table = new WrappedTable()
                .column("Severity")
                .column("About", ABOUT_WIDTH)
                .column("Finding", text / 2)
                .column("What to do", text - text / 2);
        for (Finding each : sorted(findings)) {
            table.row(each.severity().word(), each.about(), each.found(), each.advice());
        }
        table.print(out, "");
    }

    /** How many of each there are, in words. */
    static String summary(List<Finding> findings) {
        return count(findings, Severity.PROBLEM) + ", " + count(findings, Severity.NOTE);
    }

    private static String count(List<Finding> findings, Severity severity) {
        long count =
                findings.stream().filter(each -> each.severity() == severity).count();
        return (count == 0 ? "no" : String.valueOf(count)) + " " + severity.word() + (count == 1 ? "" : "s");
    }

    /** Whether something is worse than a note. */
    static boolean bad(List<Finding> findings) {
        return findings.stream().anyMatch(each -> each.severity() == Severity.PROBLEM);
    }

    /** Plain values, for JSON. */
    static List<Map<String, String>> fields(List<Finding> findings) {
        return sorted(findings).stream()
                .map(each -> {
                    Map<String, String> fields = new LinkedHashMap<>();
                    fields.put("severity", each.severity().word());
                    fields.put("about", each.about());
                    fields.put("finding", each.found());
                    fields.put("advice", each.advice());
                    return fields;
                })
                .toList();
    }
}
