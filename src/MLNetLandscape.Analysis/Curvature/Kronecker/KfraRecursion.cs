using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Analysis.Curvature.Kronecker;

/// <summary>Computes KFRA's Kronecker factors of a dense network from batches of rows, at the parameters that the network has then.</summary>
/// <remarks>
/// <para>Q_l = E[a a']; EG_L = E[B H B] at the output, with H the loss's own Hessian there, exactly; below, EG_l = (W' EG_(l+1) W) .* E[f' f''], f'
/// the slopes of layer l as a column and f'' as a row. A layer's Gauss-Newton block E[G (x) a a'] is approximated by EG_l (x) Q_l: two expectations of
/// products are taken for products of expectations. Exact for a single row, and at any number of rows for a linear network with a squared loss.</para>
/// <para>Order of calls: <see cref="Begin"/>; <see cref="Add"/> for each batch; <see cref="Finish"/>. Penalties are no part of it, nor is a skip
/// neuron's block: its output enters through H alone. Dropout is at rest. Not safe for concurrent calls.</para>
/// <para>Source: Botev, Ritter, Barber, "Practical Gauss-Newton optimisation for deep learning", ICML 2017, arXiv:1706.03662, section 4.</para>
/// </remarks>
public sealed class KfraRecursion
{
    private readonly Network<double> network;
    private readonly Loss loss;
    private readonly NetworkPass<double> pass;
    private readonly KfraLayer[] layers;
    private readonly OutputCurvature output;
    private double weightSum;

    /// <summary>Binds a network, whose later parameters are seen.</summary>
    /// <param name="network">Dense layers, with or without dropout and flattening; any activation.</param>
    /// <param name="loss">The loss of a row.</param>
    /// <param name="rowCapacity">The most rows of a batch.</param>
    /// <exception cref="ArgumentException">A layer is of another kind, or the neuron is no skip neuron, or the loss does not fit.</exception>
    public KfraRecursion(Network<double> network, Loss loss, int rowCapacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        CheckNetwork(network.Definition);
        loss.GetTargetWidth(network.OutputSize);
        (this.network, this.loss) = (network, loss);
        pass = new NetworkPass<double>(network, rowCapacity);
        LayerBlock[] blocks = [.. LayerBlock.Of(network.Layout).Where(block => block.LayerIndex != ParameterEntry.Neuron)];
        layers = [.. blocks.Select(block => new KfraLayer(block, (Dense)network.Definition.Layers[block.LayerIndex], pass))];
        output = new OutputCurvature(loss, network.OutputSize);
        Factors = [.. layers.Select(layer => layer.Factors)];
    }

    /// <summary>The factors, layer by layer; <see cref="Finish"/> overwrites them in place.</summary>
    public IReadOnlyList<KroneckerFactors> Factors { get; }

    /// <summary>Forgets all batches.</summary>
    public void Begin()
    {
        weightSum = 0;
        Array.ForEach(layers, layer => layer.Begin());
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="features">Rows x features, one row after another.</param>
    /// <param name="targets">The rows' targets, one after another.</param>
    /// <param name="weights">The rows' weights, at least 0; empty for 1 each.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public void Add(ReadOnlySpan<double> features, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights = default)
    {
        pass.Load(features);
        int rows = pass.Input.Rows;
        int width = loss.GetTargetWidth(network.OutputSize);
        if (targets.Length != rows * width || (!weights.IsEmpty && weights.Length != rows))
        {
            throw new ArgumentException(
                $"{rows} rows of features need {rows * width} targets and {rows} weights or none, but came with {targets.Length} and {weights.Length}.", nameof(targets));
        }

        pass.Forward(PassMode.Inference);
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i].Add(weights);
            if (i < layers.Length - 1)
            {
                layers[i].AddSlopes(weights);
            }
        }

        output.Add(pass, targets, weights, layers[^1]);
        for (int row = 0; row < rows; row++)
        {
            weightSum += weights.IsEmpty ? 1 : weights[row];
        }
    }

    /// <summary>Computes the factors of all batches since <see cref="Begin"/>.</summary>
    /// <exception cref="InvalidOperationException">No row with a positive weight has come.</exception>
    public IReadOnlyList<KroneckerFactors> Finish()
    {
        if (!(weightSum > 0))
        {
            throw new InvalidOperationException($"KFRA's factors are means over rows, but the weights of the rows added sum to {weightSum}. Add rows first.");
        }

        layers[^1].FinishOutput(1 / weightSum);
        for (int i = layers.Length - 2; i >= 0; i--)
        {
            layers[i].Finish(layers[i + 1], network.Parameters, 1 / weightSum);
        }

        return Factors;
    }

    private static void CheckNetwork(NetworkDefinition definition)
    {
        const string Alternative = "Use a GaussNewtonOperator, with LayerBlock.Restrict for one layer, which works by products for every network.";
        for (int i = 0; i < definition.Layers.Count; i++)
        {
            if (definition.Layers[i] is not (Dense or Dropout or Flatten))
            {
                throw new ArgumentException(
                    $"KFRA's factors are those of dense layers, between which dropout and flattening may stand, but layer {i} is {definition.Layers[i].GetType().Name}. {Alternative}",
                    nameof(definition));
            }
        }

        if (definition.Neuron is LayerwiseNeurons or LossFactorNeuron)
        {
            throw new ArgumentException(
                $"KFRA's factors are those of plain dense layers, with or without a skip neuron, but the network has {definition.Neuron.GetType().Name}. {Alternative}",
                nameof(definition));
        }
    }
}
