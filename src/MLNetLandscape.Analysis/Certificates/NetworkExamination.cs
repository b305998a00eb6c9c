using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Objectives;

namespace MLNetLandscape.Analysis.Certificates;

/// <summary>What a certificate needs to know of a network at a point, computed from the point alone.</summary>
internal sealed partial class NetworkExamination
{
    private readonly double[] roundings;

    private NetworkExamination(NetworkObjective objective, Network<double> network)
    {
        Objective = objective;
        Network = network;
        Base = network.Stripped();
        Outputs = Predict(network, objective.Data);
        BaseOutputs = Predict(Base, objective.Data);
        double[]? bounds = OutputRounding.Bound(Base, objective.Data);
        IsRoundingBounded = bounds is not null;
        roundings = bounds ?? new double[objective.Data.Rows];
        BaseLoss = MeanLoss(BaseOutputs, null);
        BaseLossUpper = MeanLoss(BaseOutputs, roundings);
        Loss = MeanLoss(Outputs, null);
        CountedRows = [.. Enumerable.Range(0, objective.Data.Rows).Where(row => Weight(row) > 0)];
        Groups = InputGroups.Of(objective.Data);
        OutputRange attainable = OutputRange.Of(network.Definition);
        LossBound bound = new(objective.Loss, objective.Data, network.OutputSize, network.Definition.Neuron is null ? attainable : OutputRange.Unbounded, attainable);
        GroupBound[] bounded = [.. Groups.Select(bound.Of)];
        double labels = bounded.Sum(group => group.Value) / objective.WeightSum * (1 - SumRounding);
        double leastSquares = LeastSquaresBound.Of(objective) ?? 0;
        IsLeastSquares = leastSquares > labels;
        LowerBound = Math.Max(labels, leastSquares);
        IsAttained = bounded.All(group => group.IsAttained);
    }

    public NetworkObjective Objective { get; }

    /// <summary>The network, the neuron included.</summary>
    public Network<double> Network { get; }

    /// <summary>The network without the neuron.</summary>
    public Network<double> Base { get; }

    /// <summary>f, rows x K.</summary>
    public double[] Outputs { get; }

    /// <summary>f0, rows x K.</summary>
    public double[] BaseOutputs { get; }

    /// <summary>The mean loss with the neuron.</summary>
    public double Loss { get; }

    /// <summary>The mean loss without it.</summary>
    public double BaseLoss { get; }

    /// <summary>What the exact mean loss without the neuron cannot exceed.</summary>
    public double BaseLossUpper { get; }

    /// <summary>Whether <see cref="BaseLossUpper"/> accounts for rounding.</summary>
    public bool IsRoundingBounded { get; }

    /// <summary>No parameters have a lower mean loss, nor a lower objective.</summary>
    public double LowerBound { get; }

    /// <summary>Whether the bound is that of least squares, for a linear network.</summary>
    public bool IsLeastSquares { get; }

    /// <summary>Whether every group's minimum is attained by an output in the network's range.</summary>
    public bool IsAttained { get; }

    /// <summary>The rows of positive weight: the others are no part of the objective.</summary>
    public IReadOnlyList<int> CountedRows { get; }

    /// <summary>The rows of each distinct input, of positive weight.</summary>
    public IReadOnlyList<int[]> Groups { get; }

    /// <summary>Whether every penalty is exactly zero here.</summary>
    public bool ArePenaltiesZero
    {
        get
        {
            Regularization penalties = Objective.Regularization;
            return penalties is { L1: 0, L2: 0 } && (penalties.Lambda == 0 || Network.Definition.Neuron is null || IsNeuronSilent);
        }
    }

    /// <summary>Whether every scale of the neurons is exactly zero, so that network and base network are the same function.</summary>
    public bool IsNeuronSilent => Network.Layout.Entries.SelectMany(entry => entry.ScaleIndices).All(i => Network.Parameters[i] == 0);

    /// <summary>Evaluates a point.</summary>
    public static NetworkExamination Create(NetworkObjective objective, ReadOnlySpan<double> parameters) => new(objective, objective.CreateNetwork(parameters));

    /// <summary>(w_i / W) dl_i/df at the outputs with the neuron, all rows x K.</summary>
    public double[] OutputGradients()
    {
        int k = Network.OutputSize;
        double[] gradients = new double[Outputs.Length];
        for (int row = 0; row < Objective.Data.Rows; row++)
        {
            Evaluate(Outputs.AsSpan(row * k, k), row, gradients.AsSpan(row * k, k), Weight(row) / Objective.WeightSum);
        }

        return gradients;
    }

    /// <summary>The largest |sum over a group of (w_i / W) dl_i/df_k|: grouped by distinct inputs; for losses of a margin theory's l'_i y_i.</summary>
    public double LargestGroupedDerivative()
    {
        int k = Network.OutputSize;
        double[] gradients = OutputGradients();
        return Groups.Max(rows => Enumerable.Range(0, k).Max(output => Math.Abs(rows.Sum(row => gradients[(row * k) + output]))));
    }

    /// <summary>Whether the last layer is a dense identity layer: scaling its parameters by c scales the base outputs by c.</summary>
    public bool IsLastLayerLinear => Network.Definition.Layers[^1] is Dense { Activation: Core.Activations.Identity };

    /// <summary>Whether every row of a margin or softmax loss is classified correctly, with a margin beyond rounding, by the base network.</summary>
    public bool IsSeparated()
    {
        int k = Network.OutputSize;
        for (int row = 0; row < Objective.Data.Rows; row++)
        {
            ReadOnlySpan<double> f = BaseOutputs.AsSpan(row * k, k);
            double target = Objective.Data.Targets.Span[row * Objective.Data.TargetWidth];
            double margin = Objective.Loss.Target == TargetKind.Sign ? target * f[0] : Margin(f, (int)target);
            if (Weight(row) > 0 && !(margin > 2 * roundings[row]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The neurons' figures, in a network with one.</summary>
    public Core.Training.Evaluation Evaluate() => Objective.Evaluate(Network.Parameters);

    private static double Margin(ReadOnlySpan<double> f, int label)
    {
        double margin = double.PositiveInfinity;
        for (int k = 0; k < f.Length; k++)
        {
            margin = k == label ? margin : Math.Min(margin, f[label] - f[k]);
        }

        return margin;
    }

    private static double[] Predict(Network<double> network, Dataset<double> data)
    {
        using Predictor<double> predictor = new(network);
        double[] outputs = new double[data.Rows * network.OutputSize];
        predictor.Predict(data.Features.Span, outputs);
        return outputs;
    }

    private double Evaluate(ReadOnlySpan<double> f, int row, Span<double> gradient, double weight)
    {
        Dataset<double> data = Objective.Data;
        return Objective.Loss.Evaluate(f, data.Targets.Span.Slice(row * data.TargetWidth, data.TargetWidth), gradient, 1, weight);
    }

    private double Weight(int row) => Objective.Data.Weights is { } weights ? weights.Span[row] : 1;
}
