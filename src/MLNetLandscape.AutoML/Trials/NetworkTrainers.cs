using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Trainers of whatever task their options are for.</summary>
internal static class NetworkTrainers
{
    /// <summary>A trainer in a context of its own: contexts are not made for several trainings at a time. The options must have a seed.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or the options are of no network; the message says which.</exception>
    public static ILandscapeTrainer Create(NetworkTrainerOptions options, bool isCalibrated)
    {
        LandscapeCatalog catalog = new MLContext(seed: 1).Landscape();
        return options switch
        {
            BinaryNetworkOptions binary => isCalibrated ? catalog.BinaryNetwork(binary) : catalog.BinaryNetworkNonCalibrated(binary),
            MulticlassNetworkOptions multiclass => catalog.MulticlassNetwork(multiclass),
            RegressionNetworkOptions regression => catalog.RegressionNetwork(regression),
            _ => throw new ArgumentException($"The options must be of a network trainer, but were {options.GetType().Name}."),
        };
    }
}
