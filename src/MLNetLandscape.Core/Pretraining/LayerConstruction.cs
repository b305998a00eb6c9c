using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Pretraining;

/// <summary>One hidden layer under construction: the readout's bias and the linear pass-through as fixed columns, then the neurons that grow.</summary>
internal sealed class LayerConstruction
{
    private readonly RegressionRows rows;
    private readonly IncrementalLeastSquares problem;
    private readonly int biasColumn = -1;
    private readonly int[] passColumns;

    /// <summary>Binds the layer.</summary>
    /// <param name="rows">The training rows.</param>
    /// <param name="layer">What the neurons are.</param>
    /// <param name="search">How they are looked for.</param>
    /// <param name="pass">The old readout's outputs, column by column; empty in the first layer.</param>
    /// <param name="readoutBias">Whether the readout has a bias.</param>
    /// <param name="random">The layer's stream.</param>
    public LayerConstruction(
        RegressionRows rows, NeuronLayer layer, NeuronSearch search, IReadOnlyList<double[]> pass, bool readoutBias, RandomSource random)
    {
        this.rows = rows;
        problem = rows.CreateProblem((readoutBias ? 1 : 0) + pass.Count + layer.Units);
        if (readoutBias)
        {
            double[] ones = new double[rows.Rows];
            ones.AsSpan().Fill(1);
            biasColumn = Append(ones);
        }

        passColumns = [.. pass.Select(Append)];
        Growth = new NeuronGrowth(rows, problem, layer, search, random);
    }

    public NeuronGrowth Growth { get; }

    public double SumOfSquares => problem.Objective;

    /// <summary>The layer as it is now; with an idle neuron, if it has none.</summary>
    public LayerSolution Solve()
    {
        int outputs = rows.Outputs;
        double[] solution = problem.Solve();
        int first = problem.Count - Growth.Neurons.Count;
        IReadOnlyList<GrownNeuron> neurons = Growth.Neurons.Count == 0 ? [Growth.DrawIdle(0)] : [.. Growth.Neurons];
        double[] readout = new double[neurons.Count * outputs];
        solution.AsSpan(first * outputs).CopyTo(readout);
        double[] pass = new double[passColumns.Length * outputs];
        for (int j = 0; j < passColumns.Length; j++)
        {
            Row(solution, passColumns[j], outputs).CopyTo(pass.AsSpan(j * outputs));
        }

        double[] bias = new double[outputs];
        Row(solution, biasColumn, outputs).CopyTo(bias);
        return new LayerSolution(neurons, readout, pass, bias);
    }

    /// <summary>The column's coefficients; none for a column that was left out.</summary>
    private static ReadOnlySpan<double> Row(double[] solution, int column, int outputs) =>
        column < 0 ? [] : solution.AsSpan(column * outputs, outputs);

    /// <summary>Adds a fixed column and returns its index, or -1 where it depends on those before it: what it spans is there already.</summary>
    private int Append(double[] column)
    {
        ColumnProjection projection = problem.CreateProjection();
        problem.Project(rows.Weigh(column), projection);
        if (projection.IsDependent)
        {
            return -1;
        }

        problem.Append(projection);
        return problem.Count - 1;
    }
}
