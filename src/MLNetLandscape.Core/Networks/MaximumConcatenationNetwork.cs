using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Networks;

/// <summary>A maximum-and-concatenation network: a stem, blocks that read the stem's output, the block before them and any earlier one, and a dense readout.</summary>
/// <remarks>
/// <para>Every local minimum of the network with one block more is at least as good as the global minimum of the network without, if the stem keeps different rows apart:
/// <see cref="Embed"/> turns the shallower network into the deeper one with the same outputs. See <see cref="MaximumConcatenation"/> for the formula.</para>
/// <para>Source: Xie et al., ICML 2020, arXiv:2007.04630.</para>
/// </remarks>
public sealed record MaximumConcatenationNetwork
{
    /// <summary>The shape of a row of input.</summary>
    public required Shape Input { get; init; }

    /// <summary>Outputs, at least 1.</summary>
    public required int Outputs { get; init; }

    /// <summary>The blocks in order; none is the stem with its readout.</summary>
    public required IReadOnlyList<MaximumConcatenationStage> Blocks { get; init; }

    /// <summary>What comes before the blocks, whose X_0 is its output: the layers of an existing network, say. None by default: X_0 is the input.</summary>
    public IReadOnlyList<LayerDefinition> Stem { get; init; } = [];

    /// <summary>The output's activation; none by default.</summary>
    public Activation Output { get; init; } = new Identity();

    /// <summary>The side of the blocks' kernels over an image, odd; 3 by default, as in the paper. Blocks over a plain vector have none.</summary>
    public int KernelSize { get; init; } = 3;

    /// <summary>A network's own blocks-to-be: its layers before the readout as the stem, and one block on them.</summary>
    /// <param name="network">Any network that ends in a dense readout.</param>
    /// <param name="block">The block to plug on.</param>
    /// <exception cref="ArgumentException">The network has a neuron, or does not end in a dense layer.</exception>
    public static MaximumConcatenationNetwork Onto(NetworkDefinition network, MaximumConcatenationStage block)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(block);
        if (network.Neuron is not null || network.Layers is not [.., Dense readout])
        {
            throw new ArgumentException(
                "A block is plugged onto a network that ends in a dense readout and has no exponential neuron. Strip the neuron, or add a dense layer.",
                nameof(network));
        }

        int flattens = network.Layers is [.., Flatten, Dense] ? 1 : 0;
        return new MaximumConcatenationNetwork
        {
            Input = network.Input,
            Outputs = readout.Units,
            Blocks = [block],
            Stem = [.. network.Layers.SkipLast(1 + flattens)],
            Output = readout.Activation,
        };
    }

    /// <summary>The network as ordinary layers.</summary>
    /// <exception cref="ArgumentException">A block refers to a later layer, or a layer is invalid.</exception>
    public NetworkDefinition Define()
    {
        Shape shape = StemShape();
        List<LayerDefinition> layers = [.. Stem];
        List<ChannelRange> outputs = [new ChannelRange(0, shape.Channels)];
        for (int k = 0; k < Blocks.Count; k++)
        {
            MaximumConcatenation block = Block(k, shape, outputs);
            bool isLast = k == Blocks.Count - 1;
            layers.Add(isLast ? block : new Concatenation([ConcatenationBranch.PassThrough(), new([block])]));
            outputs.Add(new ChannelRange(outputs[^1].Start + outputs[^1].Count, block.LinearUnits + block.Units));
        }

        if (!shape.IsVector)
        {
            layers.Add(new Flatten());
        }

        layers.Add(new Dense(Outputs, Output));
        return new NetworkDefinition { Input = Input, Layers = layers };
    }

    /// <summary>This network with the outputs of one that has a block less.</summary>
    /// <remarks>
    /// L passes the shallower network on: over a plain vector as its outputs, by the readout's weights; over an image as its channels, by kernels of one 1. The units add
    /// nothing: they are zero, or unread. Were they both, every derivative of the block would vanish.
    /// </remarks>
    /// <param name="shallower">The network of the same description without the last block; not changed.</param>
    /// <param name="seed">Of the block's start.</param>
    /// <param name="start">How the units add nothing.</param>
    /// <exception cref="ArgumentException">It is another network.</exception>
    public Network<T> Embed<T>(Network<T> shallower, long seed, BlockStart start = BlockStart.Unread)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shallower);
        if (Blocks.Count == 0 || shallower.Definition != (this with { Blocks = [.. Blocks.Take(Blocks.Count - 1)] }).Define())
        {
            throw new ArgumentException(
                $"The shallower network must have the description of this one without its last block of {Blocks.Count}. Define it with one block less.",
                nameof(shallower));
        }

        return new BlockEmbedding<T>(Network<T>.Create(Define(), seed), shallower, start).Fill();
    }

    private Shape StemShape()
    {
        Shape shape = Input;
        foreach (LayerDefinition layer in Stem)
        {
            shape = layer.GetOutputShape(shape);
        }

        return shape;
    }

    private MaximumConcatenation Block(int k, Shape shape, List<ChannelRange> outputs)
    {
        int earlier = Blocks[k].Earlier ?? k;
        if (earlier < 0 || earlier > k)
        {
            throw new ArgumentException(
                $"Blocks[{k}].Earlier must be in 0 .. {k}, an earlier layer, but was {earlier}. 0 is the stem's output, {k} the previous layer.");
        }

        return new MaximumConcatenation(shape.IsVector ? Outputs : outputs[k].Count, Blocks[k].Units)
        {
            Previous = outputs[k],
            Earlier = outputs[earlier],
            Source = outputs[0],
            KernelSize = shape.IsVector ? 1 : KernelSize,
        };
    }
}
