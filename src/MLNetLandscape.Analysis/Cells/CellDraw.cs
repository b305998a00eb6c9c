using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Estimates;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>One random data set with random weights, and the test by signs; the buffers serve one draw after another.</summary>
internal sealed class CellDraw
{
    private readonly int rows;
    private readonly int features;
    private readonly int units;
    private readonly RandomSource root;
    private readonly double[] inputs;
    private readonly double[] labels;
    private readonly double[] weights;
    private readonly double[] readout;
    private readonly bool[] active;
    private readonly double[] solution;
    private readonly PivotedQr design;

    /// <summary>Buffers for an experiment.</summary>
    public CellDraw(CellExperiment experiment)
    {
        int columns = Require.ArrayLength(experiment.Units * (experiment.Inputs + 1L), "The weights", PivotedQr.Remedy);

        // Checks the size of the design, which is the largest: the products below are parts of it.
        design = new PivotedQr(experiment.Rows, columns);
        (rows, features, units) = (experiment.Rows, experiment.Inputs + 1, experiment.Units);
        root = new RandomSource(experiment.Seed);
        inputs = new double[rows * features];
        labels = new double[rows];
        weights = new double[columns];
        readout = new double[units];
        active = new bool[units * rows];
        solution = new double[columns];
    }

    /// <summary>Draws data and weights of a number; says whether A has full column rank.</summary>
    public bool Next(int index)
    {
        RandomSource random = root.Split(RandomPurpose.Data, index);
        for (int j = 0; j < rows; j++)
        {
            Fill(inputs.AsSpan(j * features, features - 1), ref random);
            inputs[(j * features) + features - 1] = 1;
        }

        Fill(labels, ref random);
        Fill(weights, ref random);
        for (int i = 0; i < units; i++)
        {
            readout[i] = random.NextInt32(2) == 0 ? -1 : 1;
        }

        return FindCell() && HasFullRank();
    }

    /// <summary>Whether the unique minimiser has the signs of the cell.</summary>
    public bool IsGenuine()
    {
        design.ApplyTransposed(labels);
        design.Solve(labels, solution);
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<double> unit = solution.AsSpan(i * features, features);
            for (int j = 0; j < rows; j++)
            {
                double side = readout[i] * TensorPrimitives.Dot(unit, inputs.AsSpan(j * features, features));
                if (active[(i * rows) + j] ? !(side > 0) : !(side < 0))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Fills A; false if some unit is active on fewer rows than it has weights, for then A has not full column rank.</summary>
    private bool FindCell()
    {
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<double> unit = weights.AsSpan(i * features, features);
            int count = 0;
            for (int j = 0; j < rows; j++)
            {
                bool isActive = TensorPrimitives.Dot(unit, inputs.AsSpan(j * features, features)) > 0;
                active[(i * rows) + j] = isActive;
                count += isActive ? 1 : 0;
            }

            if (count < features)
            {
                return false;
            }

            for (int feature = 0; feature < features; feature++)
            {
                Span<double> column = design.Column((i * features) + feature);
                for (int j = 0; j < rows; j++)
                {
                    column[j] = active[(i * rows) + j] ? inputs[(j * features) + feature] : 0;
                }
            }
        }

        return true;
    }

    private bool HasFullRank()
    {
        if (design.Columns > design.Rows)
        {
            return false;
        }

        design.Factor();
        return design.Rank(RankTolerance.Relative(design.Rows, design.Columns)) == design.Columns;
    }

    private static void Fill(Span<double> values, ref RandomSource random)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextNormal();
        }
    }
}
