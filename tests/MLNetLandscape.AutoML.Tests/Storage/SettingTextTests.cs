using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Storage;

public sealed class SettingTextTests
{
    [Fact]
    public void Is_for_people()
    {
        Assert.Equal("adam, beta1 0.9, beta2 0.999, epsilon 1E-08", SettingText.Value(SweepSettings.Json<Optimizer>(new Adam())));
        Assert.Equal("relu", SettingText.Value(SweepSettings.Json<Activation>(new Relu())));
        Assert.Equal("warm_up, epochs 2, inner constant, rate 0.5, start factor 0.01", SettingText.Value(SweepSettings.Json<Schedule>(new WarmUp(2, new Constant(0.5)))));
        Assert.Equal("[64, 32]", SettingText.Value(SweepSettings.Json<int[]>([64, 32])));
        Assert.Equal("none", SettingText.Value(SweepSettings.Json<double?>(null)));
        Assert.Equal("gradient clip norm", SettingText.Name("gradientClipNorm"));
    }

    [Fact]
    public void Every_setting_that_figures_depend_on_is_there()
    {
        // Columns, seeds, lambda and the validation fraction are elsewhere; the others change no figure.
        string[] elsewhere =
        [
            "LabelColumnName", "FeatureColumnName", "ExampleWeightColumnName", "Lambda", "Seed", "NumberOfThreads", "CheckpointPath",
            "CheckpointInterval", "Progress", "CancellationToken", "Stream",
        ];
        IEnumerable<string> options = typeof(RegressionNetworkOptions).GetProperties().Select(property => property.Name).Except(elsewhere)
            .Select(name => name == "NumberOfEpochs" ? "Epochs" : name);
        IEnumerable<string> settings = SweepSettings.Of(new RegressionNetworkOptions(), 0.2).Keys.Except(["task", "columns"]);
        Assert.Equal(options.Order(StringComparer.OrdinalIgnoreCase), settings.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }
}
