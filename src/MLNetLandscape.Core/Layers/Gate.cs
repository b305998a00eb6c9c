using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Layers;

/// <summary>y = m x per channel, with a fixed gate m of 1 (open) or 0 (closed). No parameters; state: the gates.</summary>
/// <remarks>
/// <para>Gates lie in the state and not in the parameters: no gradient moves them, and networks of one definition that share their weights differ in
/// their gates alone. A channel is a feature of a vector, or a whole plane of an image. All gates start open, and an open gate changes no bit.</para>
/// <para>A closed gate stops the gradient both ways: the weights into its unit and those that read it get none.</para>
/// <para>Source: Chang, Yang, Kwak, "Genetic-gated networks for deep reinforcement learning", NeurIPS 2018, section 3.1.</para>
/// </remarks>
public sealed record Gate : LayerDefinition
{
    /// <inheritdoc/>
    public override Shape GetOutputShape(Shape input)
    {
        input.ThrowIfInvalid(nameof(input));
        return input;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> GetParameters(Shape input) => [];

    /// <inheritdoc/>
    public override int GetStateCount(Shape input) => input.Channels;

    /// <inheritdoc/>
    /// <remarks>All open.</remarks>
    public override void Initialize<T>(Shape input, Span<T> parameters, Span<T> state, RandomSource random) => state.Fill(T.One);

    /// <inheritdoc/>
    public override LayerPass<T> CreatePass<T>(Shape input, int rowCapacity) => new GatePass<T>(GetOutputShape(input), rowCapacity);
}
