using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>A whole network at work on a batch: forward, backward and tangent passes through its layers and its neuron.</summary>
/// <remarks>
/// <para>Order of calls: <see cref="Load"/>; <see cref="Forward(PassMode)"/>; the caller fills <see cref="OutputGradient"/> with dE/df, zero in the
/// padding; <see cref="Backward()"/>; <see cref="Gradient"/>. For H v: <see cref="Load"/>; <see cref="Forward(PassMode)"/> in inference mode;
/// <see cref="ForwardTangent"/>; the caller fills <see cref="OutputGradient"/> and <see cref="OutputGradientTangent"/>;
/// <see cref="BackwardTangent"/>; <see cref="GradientTangent"/>.</para>
/// <para>The parameters are those of the network at the time of each call. The loss-factor neuron acts on the loss, not on outputs: its two
/// parameters take no part here, and their places in gradients are left alone.</para>
/// <para>After the first batch no call allocates.</para>
/// </remarks>
/// <typeparam name="T">Single for training, double for analysis.</typeparam>
public sealed partial class NetworkPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkPlan plan;
    private readonly LayerPass<T>[] layers;
    private readonly SkipPass<T>? neuron;
    private PassMode mode;

    /// <summary>Creates the buffers for batches of at most <paramref name="rowCapacity"/> rows.</summary>
    public NetworkPass(Network<T> network, int rowCapacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCapacity, 1);
        Network = network;
        plan = network.Plan;
        Input = new BatchTensor<T>(network.InputSize, rowCapacity) { StripsAreCurrent = true };
        layers = new LayerPass<T>[plan.Layers.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = plan.Layers[i].CreatePass<T>(plan.InputShapes[i], rowCapacity);
            if (i > 0 && layers[i - 1] is AffinePass<T> { Rectifies: true } below && layers[i] is IGatesInputGradient above)
            {
                below.ReceivesGatedGradient = above.GatesInputGradient = true;
            }
        }

        NeuronTerm<T>? term = network.Definition.Neuron switch
        {
            SkipNeuron skip => new ExponentialTerm<T>(skip.MaximumExponent),
            MonomialNeuron monomial => new MonomialTerm<T>(monomial.Power),
            _ => null,
        };
        neuron = term is null ? null : new SkipPass<T>(term, network.InputSize, network.OutputSize, rowCapacity);
        OperationsPerRow = layers.Sum(layer => layer.OperationsPerRow) + (neuron?.OperationsPerRow ?? 0);
    }

    /// <summary>The network.</summary>
    public Network<T> Network { get; }

    /// <summary>The most rows of a batch.</summary>
    public int RowCapacity => Input.RowCapacity;

    /// <summary>The layers' passes, for analyses that look inside. With layerwise neurons these are the layers with units.</summary>
    public IReadOnlyList<LayerPass<T>> Layers => layers;

    /// <summary>The batch.</summary>
    public BatchTensor<T> Input { get; }

    /// <summary>f, the neuron included.</summary>
    public BatchTensor<T> Output => neuron?.Output ?? BaseOutput;

    /// <summary>f0, the output of the last layer.</summary>
    public BatchTensor<T> BaseOutput => layers[^1].Output;

    /// <summary>dE/df, which is dE/df0 too; <see cref="Backward()"/> overwrites it.</summary>
    public BatchTensor<T> OutputGradient => layers[^1].OutputGradient;

    /// <summary>The tangent of f.</summary>
    public BatchTensor<T> OutputTangent => layers[^1].OutputTangent;

    /// <summary>The tangent of dE/df; <see cref="BackwardTangent"/> overwrites it.</summary>
    public BatchTensor<T> OutputGradientTangent => layers[^1].OutputGradientTangent;

    /// <summary>Floating-point operations of a forward pass per row, to judge whether threads pay.</summary>
    public long OperationsPerRow { get; }

    internal SkipPass<T>? Neuron => neuron;

    private ReadOnlySpan<T> NeuronParameters => Network.Parameters[plan.NeuronOffset..];

    /// <summary>Takes a batch.</summary>
    /// <param name="rows">Rows x features, one row after another.</param>
    /// <exception cref="ArgumentException">No row, a part of a row, or more rows than the capacity.</exception>
    public void Load(ReadOnlySpan<T> rows)
    {
        SetRows(RowsIn(rows.Length));
        LoadPanels(rows, Input.AllPanels, keepRows: true);
    }

    /// <summary>Tells stochastic layers which numbers to draw in this step.</summary>
    public void BeginStep(RandomSource random)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i].BeginStep(random.Split(RandomPurpose.Layer, i));
        }
    }

    /// <summary>Computes <see cref="Output"/>.</summary>
    public void Forward(PassMode passMode)
    {
        mode = passMode;
        ForwardPanels(0, layers.Length, Input.AllPanels);
    }

    /// <summary>Carries <see cref="OutputGradient"/> back through all layers.</summary>
    public void Backward() => BackwardPanels(0, layers.Length, Input.AllPanels);

    /// <summary>Carries <see cref="OutputGradient"/> back to the input, the neuron's part included: what a network before this one is trained by.</summary>
    /// <param name="inputGradient">Receives dE/dx, as wide as <see cref="Input"/> and with as many rows.</param>
    /// <exception cref="ArgumentException">The tensor is of another size.</exception>
    public void Backward(BatchTensor<T> inputGradient)
    {
        ArgumentNullException.ThrowIfNull(inputGradient);
        if (inputGradient.Features != Input.Features || inputGradient.Rows != Input.Rows)
        {
            throw new ArgumentException(
                $"The input's gradient must have {Input.Rows} rows of {Input.Features} features, but has {inputGradient.Rows} of {inputGradient.Features}.",
                nameof(inputGradient));
        }

        BackwardPanels(0, layers.Length, Input.AllPanels, inputGradient);
        neuron?.AddInputGradient(inputGradient, NeuronParameters);
    }

    /// <summary>Writes the gradient with respect to all parameters of layers and skip neurons, after <see cref="Backward()"/>.</summary>
    /// <param name="gradient">As long as the network's parameter vector.</param>
    public void Gradient(Span<T> gradient) => GradientShare(gradient, 0, 1);

    /// <summary>Computes <see cref="OutputTangent"/> along a direction in parameter space, after a forward pass in inference mode.</summary>
    public void ForwardTangent(ReadOnlySpan<T> direction)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i].ForwardTangent(InputOf(i), InputTangentOf(i), ParametersOf(i), direction[plan.Parameters(i)], StateOf(i));
        }

        neuron?.ForwardTangent(Input, OutputTangent, NeuronParameters, direction[plan.NeuronOffset..]);
    }

    /// <summary>Carries <see cref="OutputGradient"/> and its tangent back through all layers.</summary>
    public void BackwardTangent(ReadOnlySpan<T> direction)
    {
        neuron?.BackwardTangent(OutputGradient, OutputGradientTangent, NeuronParameters, direction[plan.NeuronOffset..]);
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            layers[i].BackwardTangent(
                InputOf(i),
                InputTangentOf(i),
                ParametersOf(i),
                direction[plan.Parameters(i)],
                StateOf(i),
                i == 0 ? null : layers[i - 1].OutputGradient,
                i == 0 ? null : layers[i - 1].OutputGradientTangent);
        }
    }

    /// <summary>Writes the tangent of the gradient, which is H v, after <see cref="BackwardTangent"/>.</summary>
    public void GradientTangent(Span<T> product)
    {
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i].GradientTangent(InputOf(i), InputTangentOf(i), product[plan.Parameters(i)]);
        }

        neuron?.GradientTangent(Input, product[plan.NeuronOffset..]);
    }

    private BatchTensor<T> InputOf(int layer) => layer == 0 ? Input : layers[layer - 1].Output;

    private BatchTensor<T>? InputTangentOf(int layer) => layer == 0 ? null : layers[layer - 1].OutputTangent;

    private ReadOnlySpan<T> ParametersOf(int layer) => Network.Parameters[plan.Parameters(layer)];

    private Span<T> StateOf(int layer) => Network.State[plan.State(layer)];
}
