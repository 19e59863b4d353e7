package io.vedette.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.support.table.ShellTable;

/** A table whose long cells go on in the next line; the shell's own way of doing so loses letters. Confined to one call. */
final class WrappedTable {
    private final ShellTable table = new ShellTable();
    private final List<Integer> widths = new ArrayList<>();

    /** A column as wide as its widest cell. */
    WrappedTable column(String name) {
        return column(name, Integer.MAX_VALUE);
    }

    /** A column of at most so many characters. */
    WrappedTable column(String name, int widthChars) {
        table.column(name);
        widths.add(widthChars);
        return this;
    }

    /** A row, one text for each column. */
    void row(String... cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int lines = 0;
        for (int i = 0; i < cells.length; i++) {
            List<String> cell = lines(cells[i], widths.get(i));
            wrapped.add(cell);
            lines = Math.max(lines, cell.size());
        }
        for (int line = 0; line < lines; line++) {
            List<Object> shown = new ArrayList<>();
            for (List<String> cell : wrapped) {
                shown.add(line < cell.size() ? cell.get(line) : "");
            }
            table.addRow().addContent(shown);
        }
    }

    void print(PrintStream out, String emptyText) {
        table.emptyTableText(emptyText);
        table.print(out);
    }

    /** The text in lines of at most so many characters, broken at blanks; a longer word is broken where the line ends. */
    static List<String> lines(String text, int widthChars) {
        List<String> lines = new ArrayList<>();
        String left = text.strip();
        while (left.length() > widthChars) {
            int blank = left.lastIndexOf(' ', widthChars);
            int end = blank > 0 ? blank : widthChars;
            lines.add(left.substring(0, end).stripTrailing());
            left = left.substring(end).stripLeading();
        }
        lines.add(left);
        return lines;
    }
}
