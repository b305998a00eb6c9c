using System.Numerics.Tensors;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Layerwise;

/// <summary>The diagonal blocks of the Hessian, layer by layer, by the exact recursion H_l = Hpre_l (x) a a', Hpre_l = B W' Hpre_(l+1) W B + D.</summary>
/// <remarks>
/// <para>B = diag(f'), D = diag(f'' dE/dy); at the last layer d2E/dy2 is the loss's own. Where f is piecewise linear and the loss convex in the
/// outputs, D = 0 off the kinks and every block is positive semi-definite. A skip or monomial neuron enters through the outputs; its own block is
/// <see cref="BlockOperator"/>'s business. The L2 penalty is added, so that a block is that of the whole objective.</para>
/// <para>For networks of dense, convolutional, max-pooling, flatten and dropout layers. Not safe for concurrent calls.</para>
/// <para>Source: Botev, Ritter, Barber, "Practical Gauss-Newton optimisation for deep learning", ICML 2017, arXiv:1706.03662, section 3.</para>
/// </remarks>
public sealed class LayerwiseHessian
{
    private readonly NetworkObjective objective;
    private readonly NetworkPass<double> pass;
    private readonly RecursionStage[] stages;
    private readonly LayerBlock[] blocks;
    private readonly SampleState state;
    private readonly double[] lossGradient;
    private readonly double[] tangent;
    private readonly double[] outputs;
    private readonly double[][] tensors;
    private int loadedFirst = -1;

    /// <summary>Binds an objective to a point, which is copied.</summary>
    /// <exception cref="ArgumentException">The point does not fit or is not finite, or a layer is of a kind or size that the recursion does not take.</exception>
    public LayerwiseHessian(NetworkObjective objective, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(objective);
        OperatorRules.CheckPoint(parameters, objective.Dimension);
        this.objective = objective;
        Network<double> network = objective.CreateNetwork(parameters);
        stages = StageFactory.Create(network);
        blocks = [.. LayerBlock.Of(network.Layout).Where(block => block.LayerIndex != ParameterEntry.Neuron)];
        pass = new NetworkPass<double>(network, Math.Min(objective.Data.Rows, objective.ChunkRows));
        int largest = Math.Max(stages.Max(stage => stage.OutputSize), stages.Skip(1).Select(stage => stage.InputSize).DefaultIfEmpty(1).Max());
        state = new SampleState(largest);
        lossGradient = new double[network.OutputSize];
        tangent = new double[network.OutputSize];
        outputs = new double[network.OutputSize];
        tensors = [new double[network.InputSize], .. stages.Select(stage => new double[stage.OutputSize])];
    }

    /// <summary>The blocks' places in the parameter vector, in the order of the layers.</summary>
    public IReadOnlyList<LayerBlock> Blocks => blocks;

    /// <summary>Whether every activation is piecewise linear: then D = 0, and with a convex loss every block is positive semi-definite.</summary>
    public bool IsPiecewiseLinear => stages.OfType<AffineStage>().All(stage => stage.IsPiecewiseLinear);

    /// <summary>The curvature of one row's own loss, unweighted, in the layers that have parameters, first layer first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public IReadOnlyList<SampleLayerCurvature> OfRow(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, objective.Data.Rows);
        List<SampleLayerCurvature> layers = [];
        Recur(row, 1, (stage, input) => layers.Add(new SampleLayerCurvature
        {
            LayerIndex = stage.LayerIndex,
            Slopes = stage.Slopes.ToArray(),
            Bends = stage.Bends.ToArray(),
            PreActivationGradient = stage.PreActivationGradient.ToArray(),
            PreActivationHessian = stage.PreActivationHessian.ToArray(),
            Inputs = stage.Augment(input),
            Places = stage.Places,
        }));
        layers.Reverse();
        return layers;
    }

    /// <summary>All blocks of the objective's Hessian.</summary>
    public IReadOnlyList<LayerHessian> Compute()
    {
        Dataset<double> data = objective.Data;
        Dictionary<int, BlockSum> sums = stages.OfType<AffineStage>().ToDictionary(stage => stage.LayerIndex, stage => stage.CreateSum(data.Rows));
        for (int row = 0; row < data.Rows; row++)
        {
            double weight = data.Weights is { } weights ? weights.Span[row] : 1;
            if (weight > 0)
            {
                Recur(row, weight / objective.WeightSum, (stage, input) => sums[stage.LayerIndex].Add(stage.PreActivationHessian, stage.Augment(input)));
            }
        }

        return [.. blocks.Select(block => new LayerHessian(block, AddPenalty(block, sums[block.LayerIndex].Finish())))];
    }

    private void Recur(int row, double weight, Action<AffineStage, double[]> visit)
    {
        Load(row);
        Dataset<double> data = objective.Data;
        ReadOnlySpan<double> target = data.Targets.Span.Slice(row * data.TargetWidth, data.TargetWidth);
        objective.Loss.Evaluate(outputs, target, lossGradient, 1, weight);
        lossGradient.CopyTo(state.Gradient(outputs.Length));
        FillLossHessian(state.Hessian(outputs.Length), target, weight);
        for (int i = stages.Length - 1; i >= 0; i--)
        {
            stages[i].Propagate(state, tensors[i], tensors[i + 1], needInput: i > 0);
            if (stages[i] is AffineStage stage)
            {
                visit(stage, tensors[i]);
            }
        }
    }

    /// <summary>d2l/df2 of one row.</summary>
    private void FillLossHessian(Span<double> hessian, ReadOnlySpan<double> target, double weight)
    {
        int n = outputs.Length;
        for (int k = 0; k < n; k++)
        {
            tangent[k] = 1;
            objective.Loss.HessianProduct<double>(outputs, target, tangent, hessian.Slice(k * n, n), 1, weight);
            tangent[k] = 0;
        }

        if (objective.Loss is not SoftmaxCrossEntropy)
        {
            return;
        }

        // diag(p) - pp' has rows that sum to zero. Its diagonal p (1 - p) loses that where p is near 1, and with it the sign of small eigenvalues.
        for (int k = 0; k < n; k++)
        {
            hessian[(k * n) + k] = 0;
            hessian[(k * n) + k] = -TensorPrimitives.Sum<double>(hessian.Slice(k * n, n));
        }
    }

    /// <summary>Brings a row's tensors, from input to base output, and the whole network's outputs.</summary>
    private void Load(int row)
    {
        int first = row / pass.RowCapacity * pass.RowCapacity;
        if (first != loadedFirst)
        {
            Dataset<double> data = objective.Data;
            int rows = Math.Min(pass.RowCapacity, data.Rows - first);
            pass.Load(data.Features.Span.Slice(first * data.FeatureCount, rows * data.FeatureCount));
            pass.Forward(PassMode.Inference);
            loadedFirst = first;
        }

        ReadRow(pass.Input, row - first, tensors[0]);
        for (int i = 0; i < stages.Length; i++)
        {
            ReadRow(pass.Layers[i].Output, row - first, tensors[i + 1]);
        }

        ReadRow(pass.Output, row - first, outputs);
    }

    private static void ReadRow(BatchTensor<double> tensor, int row, Span<double> destination)
    {
        for (int feature = 0; feature < destination.Length; feature++)
        {
            destination[feature] = tensor[row, feature];
        }
    }

    private double[] AddPenalty(LayerBlock block, double[] values)
    {
        if (objective.Regularization.L2 == 0)
        {
            return values;
        }

        foreach (ParameterEntry entry in objective.Layout.Entries)
        {
            if (entry.LayerIndex == block.LayerIndex && entry.Block.Role == ParameterRole.Weight)
            {
                for (int i = entry.Offset - block.Offset; i < entry.End - block.Offset; i++)
                {
                    values[(i * block.Length) + i] += objective.Regularization.L2;
                }
            }
        }

        return values;
    }
}
