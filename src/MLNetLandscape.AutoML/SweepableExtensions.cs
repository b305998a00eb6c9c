using MLNetLandscape.AutoML.SearchSpaces;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML;

/// <summary>The trainers with search spaces, for <see cref="SweepablePipeline"/> and <see cref="AutoMLExperiment"/>.</summary>
public static class SweepableExtensions
{
    /// <summary>A network for two classes with a calibrated Probability, and what to search.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">What stays fixed, and where the search starts; null takes the trainer's defaults.</param>
    /// <param name="space">What to vary; null takes the usual ranges.</param>
    /// <exception cref="ArgumentException">A start that cannot be searched from, or a senseless value to search; the message says which.</exception>
    public static SweepableEstimator SweepableBinaryNetwork(
        this LandscapeCatalog catalog, BinaryNetworkOptions? options = null, BinaryNetworkSearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new BinaryNetworkOptions();
        return NetworkSearch.Create(options, NetworkSearch.Of(options, space ?? new()), (trial, chosen) => trial.BinaryNetwork(chosen));
    }

    /// <summary>A network for two classes that gives a Score and no Probability, and what to search.</summary>
    /// <inheritdoc cref="SweepableBinaryNetwork"/>
    public static SweepableEstimator SweepableBinaryNetworkNonCalibrated(
        this LandscapeCatalog catalog, BinaryNetworkOptions? options = null, BinaryNetworkSearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new BinaryNetworkOptions();
        return NetworkSearch.Create(options, NetworkSearch.Of(options, space ?? new()), (trial, chosen) => trial.BinaryNetworkNonCalibrated(chosen));
    }

    /// <summary>A network for several classes, and what to search.</summary>
    /// <inheritdoc cref="SweepableBinaryNetwork"/>
    public static SweepableEstimator SweepableMulticlassNetwork(
        this LandscapeCatalog catalog, MulticlassNetworkOptions? options = null, MulticlassNetworkSearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new MulticlassNetworkOptions();
        return NetworkSearch.Create(options, NetworkSearch.Shared(options, space ?? new()), (trial, chosen) => trial.MulticlassNetwork(chosen));
    }

    /// <summary>A network for a real number, and what to search.</summary>
    /// <inheritdoc cref="SweepableBinaryNetwork"/>
    public static SweepableEstimator SweepableRegressionNetwork(
        this LandscapeCatalog catalog, RegressionNetworkOptions? options = null, RegressionNetworkSearchSpace? space = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new RegressionNetworkOptions();
        return NetworkSearch.Create(options, NetworkSearch.Shared(options, space ?? new()), (trial, chosen) => trial.RegressionNetwork(chosen));
    }
}
