namespace MLNetLandscape.Analysis.Models;

/// <summary>The linear assignment problem: one column for every row at the least total cost.</summary>
/// <remarks>
/// Shortest augmenting paths with dual potentials, O(n^3). Sources: Kuhn 1955, "The Hungarian method"; Jonker and Volgenant 1987, "A shortest
/// augmenting path algorithm for dense and sparse linear assignment problems", Computing 38.
/// </remarks>
public static class Assignment
{
    /// <summary>The column of every row.</summary>
    /// <param name="cost">n x n finite costs, one row after another.</param>
    /// <param name="size">n, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not n x n, or a cost is not finite.</exception>
    public static int[] Minimize(ReadOnlySpan<double> cost, int size)
    {
        Estimates.Require.AtLeast(size, 1, nameof(size), "");
        Estimates.Require.Finite(cost, checked(size * size), nameof(cost), "Pass a square matrix.");

        // Index 0 stands for "none"; rows and columns count from 1.
        double[] rowPotential = new double[size + 1], columnPotential = new double[size + 1];
        int[] rowOfColumn = new int[size + 1];
        for (int row = 1; row <= size; row++)
        {
            Augment(cost, size, row, rowPotential, columnPotential, rowOfColumn);
        }

        int[] columnOfRow = new int[size];
        for (int column = 1; column <= size; column++)
        {
            columnOfRow[rowOfColumn[column] - 1] = column - 1;
        }

        return columnOfRow;
    }

    /// <summary>Finds the cheapest alternating path from a row without a column to a column without a row, and swaps along it.</summary>
    private static void Augment(ReadOnlySpan<double> cost, int size, int row, double[] rowPotential, double[] columnPotential, int[] rowOfColumn)
    {
        double[] distance = new double[size + 1];
        int[] previous = new int[size + 1];
        bool[] done = new bool[size + 1];
        Array.Fill(distance, double.PositiveInfinity);
        rowOfColumn[0] = row;
        int current = 0;
        do
        {
            done[current] = true;
            int from = rowOfColumn[current];
            int nearest = 0;
            double least = double.PositiveInfinity;
            for (int column = 1; column <= size; column++)
            {
                if (done[column])
                {
                    continue;
                }

                double reduced = cost[((from - 1) * size) + column - 1] - rowPotential[from] - columnPotential[column];
                if (reduced < distance[column])
                {
                    (distance[column], previous[column]) = (reduced, current);
                }

                if (distance[column] < least)
                {
                    (least, nearest) = (distance[column], column);
                }
            }

            for (int column = 0; column <= size; column++)
            {
                if (done[column])
                {
                    rowPotential[rowOfColumn[column]] += least;
                    columnPotential[column] -= least;
                }
                else
                {
                    distance[column] -= least;
                }
            }

            current = nearest;
        }
        while (rowOfColumn[current] != 0);

        while (current != 0)
        {
            rowOfColumn[current] = rowOfColumn[previous[current]];
            current = previous[current];
        }
    }
}
