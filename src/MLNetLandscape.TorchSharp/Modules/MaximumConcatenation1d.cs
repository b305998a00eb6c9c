namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>The dense <see cref="MaximumConcatenation"/>: all inputs are rows x features.</summary>
public sealed class MaximumConcatenation1d : MaximumConcatenation
{
    /// <summary>Creates the block.</summary>
    /// <param name="previous">Features of X, at least 1.</param>
    /// <param name="earlier">Features of X^, at least 1.</param>
    /// <param name="input">Features of X_0, at least 1.</param>
    /// <param name="linearUnits">Outputs of L, at least 1: as many as the network's outputs let the block take over the shallower network's readout.</param>
    /// <param name="units">Outputs of the maximum, at least 1.</param>
    /// <param name="seed">The seed of the start.</param>
    /// <param name="maximumExponent">The clamp of the exponents, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public MaximumConcatenation1d(int previous, int earlier, int input, int linearUnits, int units, long seed = 1, double maximumExponent = 25)
        : base(
            nameof(MaximumConcatenation1d),
            Sizes.Of(previous, earlier, input, linearUnits, units),
            [],
            seed,
            maximumExponent)
    {
    }

    /// <inheritdoc/>
    private protected override Tensor Apply(Tensor input, Parameter map) =>
        torch.nn.functional.linear(ModuleRules.AsRows(input, map.shape[1], nameof(MaximumConcatenation1d)), map);
}
