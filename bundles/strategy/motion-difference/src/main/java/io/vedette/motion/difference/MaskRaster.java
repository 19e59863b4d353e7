package io.vedette.motion.difference;

import io.vedette.api.Polygon;
import io.vedette.api.Polygon.Point;
import java.util.Arrays;
import java.util.List;

/** Draws masks into cells: a cell is masked where its middle lies within a polygon (even-odd rule). */
final class MaskRaster {

    private MaskRaster() {}

    static boolean[] draw(List<Polygon> masks, CellGrid grid) {
        boolean[] masked = new boolean[grid.size];
        for (Polygon mask : masks) {
            for (int row = 0; row < grid.rows; row++) {
                drawRow(mask.points(), grid, row, masked);
            }
        }
        return masked;
    }

    private static void drawRow(List<Point> points, CellGrid grid, int row, boolean[] masked) {
        double y = (row + 0.5) * grid.sidePx / grid.heightPx;
        double[] crossings = new double[points.size()];
        int count = 0;
        Point from = points.get(points.size() - 1);
        for (Point to : points) {
            if (from.y() <= y != to.y() <= y) {
                crossings[count++] = from.x() + (y - from.y()) / (to.y() - from.y()) * (to.x() - from.x());
            }
            from = to;
        }
        Arrays.sort(crossings, 0, count);
        double columnsPerFrame = (double) grid.widthPx / grid.sidePx;
        for (int i = 0; i + 1 < count; i += 2) {
            int first = (int) Math.ceil(crossings[i] * columnsPerFrame - 0.5);
            int last = (int) Math.floor(crossings[i + 1] * columnsPerFrame - 0.5);
            for (int column = Math.max(0, first); column <= Math.min(grid.columns - 1, last); column++) {
                masked[row * grid.columns + column] = true;
            }
        }
    }
}
