package io.vedette.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private final Assignment assignment = new Assignment();

    @Test
    void prefersTheBestTotalToTheBestPair() {
        solve(new double[][] {{0.1, 0.2}, {0.15, 0.7}}, 0.8);
        assertThat(assignment.columnOf(0)).isEqualTo(1);
        assertThat(assignment.columnOf(1)).isEqualTo(0);
    }

    @Test
    void leavesAPairAloneThatCostsTheLimitOrMore() {
        solve(new double[][] {{0.8, 0.9}}, 0.8);
        assertThat(assignment.columnOf(0)).isEqualTo(-1);
        assertThat(assignment.rowOf(0)).isEqualTo(-1);
        assertThat(assignment.rowOf(1)).isEqualTo(-1);
    }

    @Test
    void makesOnePairWhereTwoWouldCostMore() {
        // Both pairs (0.7 + 0.7) cost more than one pair and two alone (0.0 + 0.8 / 2 * 2).
        solve(new double[][] {{0.0, 0.7}, {0.7, 0.9}}, 0.8);
        assertThat(assignment.columnOf(0)).isEqualTo(0);
        assertThat(assignment.columnOf(1)).isEqualTo(-1);
    }

    @Test
    void hasNothingToDoWithoutRowsOrColumns() {
        solve(new double[0][0], 0.8);
        solve(new double[3][0], 0.8);
        assertThat(assignment.columnOf(2)).isEqualTo(-1);
    }

    @Test
    void refusesRowsOutOfOrder() {
        assignment.begin(2, 2, 1);
        assignment.offer(1, 0, 0.5);
        assertThatThrownBy(() -> assignment.offer(0, 0, 0.5)).hasMessageContaining("rising order");
    }

    @Test
    void isAsGoodAsTryingEverything() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            double[][] cost = new double[random.nextInt(6)][random.nextInt(6)];
            boolean coarse = random.nextBoolean();
            for (double[] row : cost) {
                for (int c = 0; c < row.length; c++) {
                    row[c] = coarse ? random.nextInt(5) / 4.0 : random.nextDouble();
                }
            }
            double limit = random.nextInt(12) / 10.0;
            solve(cost, limit);
            assertThat(totalOfSolution(cost, limit))
                    .as("round %d", round)
                    .isCloseTo(best(cost, limit, 0, 0), within(1e-9));
        }
    }

    @Test
    void staysOptimalForManyRows() {
        // No pairs on a line can be improved by an exchange: sorted to sorted is the known optimum for |a - b|.
        Random random = new Random(3);
        int n = 300;
        double[] a = random.doubles(n).sorted().toArray();
        double[] b = random.doubles(n).sorted().toArray();
        double[][] cost = new double[n][n];
        double expected = 0;
        for (int i = 0; i < n; i++) {
            expected += Math.abs(a[i] - b[i]);
            for (int j = 0; j < n; j++) {
                cost[i][j] = Math.abs(a[i] - b[j]);
            }
        }
        solve(cost, 1000);
        assertThat(totalOfSolution(cost, 1000)).isCloseTo(expected, within(1e-6));
    }

    private void solve(double[][] cost, double limit) {
        assignment.begin(cost.length, cost.length == 0 ? 0 : cost[0].length, limit);
        for (int r = 0; r < cost.length; r++) {
            for (int c = 0; c < cost[r].length; c++) {
                assignment.offer(r, c, cost[r][c]);
            }
        }
        assignment.solve();
    }

    /** What the pairs gain over leaving all alone; checks on the way that they are pairs. */
    private double totalOfSolution(double[][] cost, double limit) {
        double total = 0;
        for (int r = 0; r < cost.length; r++) {
            int c = assignment.columnOf(r);
            if (c >= 0) {
                assertThat(assignment.rowOf(c)).isEqualTo(r);
                assertThat(cost[r][c]).isLessThan(limit);
                total += limit == 1000 ? cost[r][c] : cost[r][c] - limit;
            }
        }
        return total;
    }

    private static double best(double[][] cost, double limit, int row, int usedColumns) {
        if (row == cost.length) {
            return 0;
        }
        double best = best(cost, limit, row + 1, usedColumns);
        for (int c = 0; c < cost[row].length; c++) {
            if ((usedColumns & (1 << c)) == 0) {
                best = Math.min(best, cost[row][c] - limit + best(cost, limit, row + 1, usedColumns | (1 << c)));
            }
        }
        return best;
    }
}
