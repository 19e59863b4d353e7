package io.vedette.vision;

import java.util.Arrays;

/**
 * Pairs rows with columns at the least total cost, where a row may also stay alone.
 *
 * <p>The optimum is that of {@code lap.lapjv(extend_cost=True, cost_limit=limit)}: a pair is made only where it is cheaper than
 * leaving both alone, and each side left alone costs half the limit. Found by shortest augmenting paths over the offered pairs
 * (R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing
 * 38, 1987); the way to stay alone is a column of its own per row, which is never stored. Buffers grow and are reused.
 *
 * <p>Use: {@link #begin}, {@link #offer} row by row, {@link #solve}, then read. Confined to one thread.
 */
public final class Assignment {

    private static final int NONE = -1;

    private int rows;
    private double limit;
    private int lastRow;
    private int offers;
    private int[] rowStart = new int[17];
    private int[] offeredColumn = new int[64];
    private double[] gain = new double[64];

    private int[] columnOfRow = new int[16];
    private double[] rowPrice = new double[16];
    private int[] rowOfColumn = new int[16];
    private double[] columnPrice = new double[16];
    private double[] distance = new double[16];
    private int[] reachedFrom = new int[16];
    private boolean[] settled = new boolean[16];
    private int[] touched = new int[16];
    private int touchedCount;

    private double aloneDistance;
    private int aloneRow;

    /** Starts anew. A pair that costs {@code costLimit} or more is never made. */
    public void begin(int rowCount, int columnCount, double costLimit) {
        rows = rowCount;
        limit = costLimit;
        lastRow = 0;
        offers = 0;
        if (columnOfRow.length < rowCount) {
            int capacity = grown(rowCount);
            columnOfRow = new int[capacity];
            rowPrice = new double[capacity];
            rowStart = new int[capacity + 1];
        }
        if (rowOfColumn.length < columnCount) {
            growColumns(grown(columnCount));
        }
        rowStart[0] = 0;
        Arrays.fill(columnOfRow, 0, rowCount, NONE);
        Arrays.fill(rowOfColumn, 0, columnCount, NONE);
        Arrays.fill(columnPrice, 0, columnCount, 0);
        Arrays.fill(distance, 0, columnCount, Double.POSITIVE_INFINITY);
        Arrays.fill(settled, 0, columnCount, false);
    }

    private static int grown(int needed) {
        return needed + (needed >> 1);
    }

    private void growColumns(int capacity) {
        rowOfColumn = new int[capacity];
        columnPrice = new double[capacity];
        distance = new double[capacity];
        reachedFrom = new int[capacity];
        settled = new boolean[capacity];
        touched = new int[capacity];
    }

    /** Offers a pair. Rows come in rising order; a pair that is not offered is never made. */
    public void offer(int row, int column, double cost) {
        if (row < lastRow) {
            throw new IllegalArgumentException("rows must come in rising order, but " + row + " follows " + lastRow);
        }
        while (lastRow < row) {
            rowStart[++lastRow] = offers;
        }
        if (!(cost < limit)) {
            return;
        }
        if (offers == gain.length) {
            gain = Arrays.copyOf(gain, offers * 2);
            offeredColumn = Arrays.copyOf(offeredColumn, offers * 2);
        }
        offeredColumn[offers] = column;
        gain[offers++] = cost - limit;
    }

    /** Makes the pairs. */
    public void solve() {
        while (lastRow < rows) {
            rowStart[++lastRow] = offers;
        }
        for (int row = 0; row < rows; row++) {
            if (rowStart[row] < rowStart[row + 1]) {
                place(row);
            }
        }
    }

    /** The column that a row was paired with, or -1. */
    public int columnOf(int row) {
        return columnOfRow[row];
    }

    /** The row that a column was paired with, or -1. */
    public int rowOf(int column) {
        return rowOfColumn[column];
    }

    private void place(int start) {
        rowPrice[start] = firstPrice(start);
        aloneDistance = Double.POSITIVE_INFINITY;
        aloneRow = NONE;
        int row = start;
        double travelled = 0;
        int end;
        while (true) {
            reach(row, travelled);
            end = nearest();
            if (end == NONE || aloneDistance < distance[end]) {
                end = NONE;
                travelled = aloneDistance;
                break;
            }
            settled[end] = true;
            travelled = distance[end];
            row = rowOfColumn[end];
            if (row == NONE) {
                break;
            }
        }
        reprice(start, travelled);
        if (end == NONE && aloneRow != start) {
            end = columnOfRow[aloneRow];
            columnOfRow[aloneRow] = NONE;
        }
        if (end != NONE) {
            flip(start, end);
        }
        forget();
    }

    private double firstPrice(int row) {
        double price = 0;
        for (int i = rowStart[row]; i < rowStart[row + 1]; i++) {
            price = Math.min(price, gain[i] - columnPrice[offeredColumn[i]]);
        }
        return price;
    }

    /** Looks from a row at what it can be paired with. */
    private void reach(int row, double travelled) {
        if (travelled - rowPrice[row] < aloneDistance) {
            aloneDistance = travelled - rowPrice[row];
            aloneRow = row;
        }
        for (int i = rowStart[row]; i < rowStart[row + 1]; i++) {
            int column = offeredColumn[i];
            double there = travelled + gain[i] - rowPrice[row] - columnPrice[column];
            if (!settled[column] && there < distance[column]) {
                if (distance[column] == Double.POSITIVE_INFINITY) {
                    touched[touchedCount++] = column;
                }
                distance[column] = there;
                reachedFrom[column] = row;
            }
        }
    }

    private int nearest() {
        int best = NONE;
        for (int i = 0; i < touchedCount; i++) {
            int column = touched[i];
            if (!settled[column] && (best == NONE || distance[column] < distance[best])) {
                best = column;
            }
        }
        return best;
    }

    /** Keeps every offer's price at or above that of both its sides, and that of the pairs made equal to it. */
    private void reprice(int start, double length) {
        rowPrice[start] += length;
        for (int i = 0; i < touchedCount; i++) {
            int column = touched[i];
            if (settled[column]) {
                double rest = length - distance[column];
                columnPrice[column] -= rest;
                if (rowOfColumn[column] != NONE) {
                    rowPrice[rowOfColumn[column]] += rest;
                }
            }
        }
    }

    private void flip(int start, int end) {
        int column = end;
        while (true) {
            int row = reachedFrom[column];
            int former = columnOfRow[row];
            columnOfRow[row] = column;
            rowOfColumn[column] = row;
            if (row == start) {
                return;
            }
            column = former;
        }
    }

    private void forget() {
        for (int i = 0; i < touchedCount; i++) {
            distance[touched[i]] = Double.POSITIVE_INFINITY;
            settled[touched[i]] = false;
        }
        touchedCount = 0;
    }
}
