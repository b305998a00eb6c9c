namespace MLNetLandscape.Analysis.Spectra;

/// <summary>How a spectral density is estimated.</summary>
public sealed record SpectralDensityOptions
{
    /// <summary>Random start vectors, at least 1; the error bars come from their spread, so at least 2 give any. 10 is the usual choice.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Probes { get; init => field = AtLeastOne(nameof(Probes), value); } = 10;

    /// <summary>Lanczos steps of each, at least 1: the quadrature is exact for moments up to twice that less one. 80 as Ghorbani et al. use.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Steps { get; init => field = AtLeastOne(nameof(Steps), value); } = 80;

    /// <summary>The seed of the start vectors.</summary>
    public long Seed { get; init; } = 1;

    private static int AtLeastOne(string name, int value) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be at least 1, but was {value}.");
}
