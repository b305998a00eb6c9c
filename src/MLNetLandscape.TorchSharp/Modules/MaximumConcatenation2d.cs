namespace MLNetLandscape.TorchSharp.Modules;

/// <summary>The convolutional <see cref="MaximumConcatenation"/>: all inputs are rows x channels x height x width, of one height and width; channels are concatenated.</summary>
public sealed class MaximumConcatenation2d : MaximumConcatenation
{
    private readonly long padding;

    /// <summary>Creates the block.</summary>
    /// <param name="previous">Channels of X, at least 1.</param>
    /// <param name="earlier">Channels of X^, at least 1.</param>
    /// <param name="input">Channels of X_0, at least 1.</param>
    /// <param name="linearUnits">Channels of L's output, at least 1.</param>
    /// <param name="units">Channels of the maximum, at least 1.</param>
    /// <param name="kernelSize">The side of the kernels, odd; zeros around the input keep height and width.</param>
    /// <param name="seed">The seed of the start.</param>
    /// <param name="maximumExponent">The clamp of the exponents, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public MaximumConcatenation2d(
        int previous, int earlier, int input, int linearUnits, int units, int kernelSize = 3, long seed = 1, double maximumExponent = 25)
        : base(
            nameof(MaximumConcatenation2d),
            Sizes.Of(previous, earlier, input, linearUnits, units),
            [Odd(kernelSize), kernelSize],
            seed,
            maximumExponent) => padding = kernelSize / 2;

    /// <inheritdoc/>
    private protected override Tensor Apply(Tensor input, Parameter map) =>
        input.dim() == 4 && input.shape[1] == map.shape[1]
            ? torch.nn.functional.conv2d(input, map, null, [1, 1], [padding, padding], [1, 1], 1)
            : throw new ArgumentException(
                $"MaximumConcatenation2d was made for {map.shape[1]} channels here, but got a batch of shape [{string.Join(", ", input.shape)}]. "
                + "Pass rows x channels x height x width, with the channels that it was created with.");

    private static int Odd(int kernelSize) => kernelSize >= 1 && kernelSize % 2 == 1
        ? kernelSize
        : throw new ArgumentOutOfRangeException(
            nameof(kernelSize), $"kernelSize must be odd and at least 1, but was {kernelSize}: an even kernel has no centre, and the output would shrink.");
}
