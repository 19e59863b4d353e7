package io.vedette.itests.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Draws who uses whom as SVG: layers from top to bottom, the same text for the same wiring. Confined to one thread. */
final class Drawing {
    private static final List<List<String>> ROWS =
            List.of(List.of("edge"), List.of("core"), List.of("strategy"), List.of("spi", "api"), List.of("native"));
    private static final Map<String, String> COLOURS = Map.of(
            "edge",
            "#dbeafe",
            "core",
            "#dcfce7",
            "strategy",
            "#fef3c7",
            "spi",
            "#ede9fe",
            "api",
            "#fce7f3",
            "native",
            "#e5e7eb");
    private static final int BOX_WIDTH = 190;
    private static final int BOX_HEIGHT = 34;
    private static final int COLUMN = 210;
    private static final int ROW = 130;
    private static final int LEFT = 110;
    private static final int TOP = 60;

    private final House house;
    private final Map<String, int[]> places = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private Drawing(House house) {
        this.house = house;
    }

    /** The drawing of {@code uses}: each of our bundles, with those of ours that it uses. */
    static String of(House house, SortedMap<String, SortedSet<String>> uses) {
        return new Drawing(house).draw(uses);
    }

    private String draw(SortedMap<String, SortedSet<String>> uses) {
        List<SortedMap<String, String>> rows = new ArrayList<>();
        int columns = 0;
        for (List<String> layers : ROWS) {
            SortedMap<String, String> row = row(layers, uses);
            rows.add(row);
            columns = Math.max(columns, row.size());
        }
        int width = LEFT + columns * COLUMN;
        int height = TOP + ROWS.size() * ROW - 60;
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width
                + "\" height=\"" + height + "\" font-family=\"system-ui,sans-serif\" font-size=\"13\">");
        line("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        line("<text x=\"20\" y=\"30\" font-size=\"16\">Who uses whom in a running Vedette (drawn by an integration"
                + " test from the live wiring)</text>");
        for (int row = 0; row < rows.size(); row++) {
            place(rows.get(row), row, columns);
        }
        uses.forEach((user, used) -> used.forEach(each -> wire(user, each)));
        rows.forEach(row -> row.keySet().forEach(this::box));
        for (int row = 0; row < rows.size(); row++) {
            int y = TOP + row * ROW + BOX_HEIGHT / 2 + 5;
            line("<text x=\"20\" y=\"" + y + "\" font-weight=\"bold\">" + String.join(", ", ROWS.get(row)) + "</text>");
        }
        line("</svg>");
        return svg.toString();
    }

    private SortedMap<String, String> row(List<String> layers, SortedMap<String, SortedSet<String>> uses) {
        SortedMap<String, String> row = new TreeMap<>();
        for (String bundle : uses.keySet()) {
            house.layer(bundle).filter(layers::contains).ifPresent(layer -> row.put(bundle, layer));
        }
        return row;
    }

    private void place(SortedMap<String, String> row, int number, int columns) {
        int x = LEFT + (columns - row.size()) * COLUMN / 2;
        for (String bundle : row.keySet()) {
            places.put(bundle, new int[] {x, TOP + number * ROW});
            x += COLUMN;
        }
    }

    private void wire(String user, String used) {
        int[] from = places.get(user);
        int[] to = places.get(used);
        boolean level = from[1] == to[1];
        int x1 = from[0] + BOX_WIDTH / 2;
        int y1 = from[1] + BOX_HEIGHT;
        int x2 = to[0] + BOX_WIDTH / 2;
        int y2 = level ? to[1] + BOX_HEIGHT : to[1];
        int bend = level ? 30 : (y2 - y1) / 2;
        int towards = level ? y2 + bend : y2 - bend;
        line("<path d=\"M" + x1 + " " + y1 + " C" + x1 + " " + (y1 + bend) + " " + x2 + " " + towards + " " + x2 + " "
                + y2 + "\" fill=\"none\" stroke=\"#64748b\" stroke-opacity=\"0.55\"/>");
    }

    private void box(String bundle) {
        int[] place = places.get(bundle);
        String colour = COLOURS.get(house.layer(bundle).orElseThrow());
        line("<rect x=\"" + place[0] + "\" y=\"" + place[1] + "\" width=\"" + BOX_WIDTH + "\" height=\"" + BOX_HEIGHT
                + "\" rx=\"6\" fill=\"" + colour + "\" stroke=\"#334155\"/>");
        line("<text x=\"" + (place[0] + BOX_WIDTH / 2) + "\" y=\"" + (place[1] + 22) + "\" text-anchor=\"middle\">"
                + bundle.substring("io.vedette.".length()) + "</text>");
    }

    private void line(String text) {
        svg.append(text).append('\n');
    }
}
