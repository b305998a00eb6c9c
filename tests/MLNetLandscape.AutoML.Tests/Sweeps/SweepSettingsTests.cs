using System.Reflection;
using System.Text.Json;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

/// <summary>A setting that decides figures and is left out would let a state file answer for another sweep.</summary>
public sealed class SweepSettingsTests
{
    /// <summary>What decides no figure, or is the sweep's own.</summary>
    private static readonly string[] Exempt =
    [
        nameof(NetworkTrainerOptions.Lambda), nameof(NetworkTrainerOptions.Seed), nameof(NetworkTrainerOptions.ValidationFraction), nameof(NetworkTrainerOptions.NumberOfThreads),
        nameof(NetworkTrainerOptions.CheckpointPath), nameof(NetworkTrainerOptions.CheckpointInterval),
        nameof(NetworkTrainerOptions.Progress), nameof(NetworkTrainerOptions.CancellationToken), nameof(NetworkTrainerOptions.Stream),
    ];

    private static readonly Dictionary<string, string> Renamed = new()
    {
        [nameof(NetworkTrainerOptions.NumberOfEpochs)] = "epochs",
        [nameof(NetworkTrainerOptions.LabelColumnName)] = "columns",
        [nameof(NetworkTrainerOptions.FeatureColumnName)] = "columns",
        [nameof(NetworkTrainerOptions.ExampleWeightColumnName)] = "columns",
    };

    public static TheoryData<NetworkTrainerOptions> Options => [new BinaryNetworkOptions(), new MulticlassNetworkOptions(), new RegressionNetworkOptions()];

    [Theory]
    [MemberData(nameof(Options))]
    public void Hold_every_option_that_decides_a_figure(NetworkTrainerOptions options)
    {
        IReadOnlyDictionary<string, JsonElement> settings = SweepSettings.Of(options, 0.2);
        IEnumerable<string> expected = options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Except(Exempt)
            .Select(name => Renamed.GetValueOrDefault(name, JsonNamingPolicy.CamelCase.ConvertName(name)));
        Assert.Empty(expected.Except(settings.Keys));
    }
}
