using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = [branch_0(x); branch_1(x); ...], joined along the channels: features of a vector, channels of an image.</summary>
/// <remarks>
/// A branch without layers passes its channels along, so that later layers read the network's input beside the hidden units. Branches may read overlapping channels.
/// Parameters and state: those of the branches in order, named "branch.1.0.weights".
/// Source: Huang, Liu, van der Maaten, Weinberger 2016, arXiv:1608.06993, equation 2.
/// </remarks>
/// <param name="Branches">At least one; all return vectors, or images of one height and width.</param>
public sealed record Concatenation(IReadOnlyList<ConcatenationBranch> Branches) : LayerDefinition
{
    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        Shape[][] shapes = GetShapes(input);
        Shape first = shapes[0][^1];
        int channels = 0;
        for (int i = 0; i < shapes.Length; i++)
        {
            Shape output = shapes[i][^1];
            if ((output.Height, output.Width) != (first.Height, first.Width))
            {
                throw new ArgumentException(
                    $"The branches of a Concatenation must agree in height and width, but Branches[0] returns {first} and Branches[{i}] {output}. "
                    + "Pad convolutions with Padding.Same, or flatten all.");
            }

            channels = checked(channels + output.Channels);
        }

        return first with { Channels = channels };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input)
    {
        Shape[][] shapes = GetShapes(input);
        return [.. Branches.SelectMany((branch, i) => LayerSequence.GetParameters(branch.Layers, shapes[i], $"branch.{i}"))];
    }

    /// <inheritdoc/>
    public override int GetStateCount(Shape input)
    {
        Shape[][] shapes = GetShapes(input);
        return Branches.Select((branch, i) => LayerSequence.GetStateCount(branch.Layers, shapes[i])).Sum();
    }

    /// <inheritdoc/>
    /// <remarks>Branch i draws from the i-th layer stream of <paramref name="random"/>.</remarks>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random)
    {
        Shape[][] shapes = GetShapes(input);
        for (int i = 0; i < Branches.Count; i++)
        {
            IReadOnlyList<LayerDefinition> layers = Branches[i].Layers;
            int parameterCount = LayerSequence.GetParameterCount(layers, shapes[i]);
            int stateCount = LayerSequence.GetStateCount(layers, shapes[i]);
            LayerSequence.Initialize(layers, shapes[i], parameters[..parameterCount], state[..stateCount], random.Split(RandomPurpose.Layer, i));
            parameters = parameters[parameterCount..];
            state = state[stateCount..];
        }
    }

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) =>
        new ConcatenationPass<T>(this, input, GetOutputShape(input), rowCapacity);

    /// <summary>Whether the branches are equal, in the same order.</summary>
    public bool Equals(Concatenation? other) => other is not null && Branches.SequenceEqual(other.Branches);

    /// <inheritdoc/>
    public override int GetHashCode() => Branches.Aggregate(0, HashCode.Combine);

    /// <summary>Of every branch, the shape that each layer receives, and last the shape that it returns.</summary>
    private Shape[][] GetShapes(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        if (Branches is null || Branches.Count == 0)
        {
            throw new ArgumentException("Concatenation.Branches must hold at least one branch, but is empty.");
        }

        var shapes = new Shape[Branches.Count][];
        for (int i = 0; i < shapes.Length; i++)
        {
            string name = $"Concatenation.Branches[{i}]";
            ConcatenationBranch branch = Branches[i] ?? throw new ArgumentException($"{name} must not be null. Remove it.");
            IReadOnlyList<LayerDefinition> layers = branch.Layers
                ?? throw new ArgumentException($"{name}.Layers must not be null. To pass the channels along, give it an empty list.");
            Shape read = branch.Channels is { } channels ? channels.Of(input, $"{name}.Channels") : input;
            shapes[i] = LayerSequence.GetShapes(layers, read, $"{name}.Layers");
        }

        return shapes;
    }
}
