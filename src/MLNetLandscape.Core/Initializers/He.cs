using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Core.Initializers;

/// <summary>Uniform on +-sqrt(6 / fanIn), for ReLU: variance 2 / fanIn. He, Zhang, Ren, Sun 2015, arXiv:1502.01852, equation 10.</summary>
public sealed record He : Initializer
{
    /// <inheritdoc/>
    public override void Fill<T>(Span<T> values, int fanIn, int fanOut, RandomSource random) =>
        FillUniform(values, Math.Sqrt(6.0 / fanIn), random);
}
