using MLNetLandscape.AutoML.Storage;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

/// <summary>The sweep as a study equals the sweep in this process.</summary>
public sealed class SweepStudyTests
{
    private static LocalStudyRunner Runner => new(new TrialTypes(new SweepTrial()), new MemoryDataStore(), new LocalStudyOptions { Threads = 2 });

    [Fact]
    public async Task A_binary_sweep_with_settings_of_its_own()
    {
        BinaryNetworkOptions options = SampleData.Binary with
        {
            Loss = new Logistic(),
            Activation = new Tanh(),
            EarlyStopping = new EarlyStopping { Patience = 3 },
            Progress = new SynchronousProgress<EpochProgress>(_ => { }),
        };
        MLContext context = new(1);
        RegularizationSweepResult study = await context.Landscape().SweepLambdaAsync(SampleData.View(context), options, Runner, "sweep", SweepFixture.Small);
        Assert.Equal(SweepFixture.Figures(SweepFixture.Run(SweepFixture.Small, options)), SweepFixture.Figures(study));
    }

    [Theory]
    [InlineData(nameof(SampleRow.Class))]
    [InlineData(nameof(SampleRow.Number))]
    public async Task A_sweep_of_another_task_with_validation_data(string label)
    {
        MLContext context = new(1);
        IDataView data = SampleData.View(context, label: label), validation = SampleData.View(context, 60, 4, label);
        NetworkTrainerOptions options = label == nameof(SampleRow.Class)
            ? new MulticlassNetworkOptions { HiddenLayers = [8], NumberOfEpochs = 10, Neuron = new SkipNeuron() }
            : new RegressionNetworkOptions { HiddenLayers = [8], NumberOfEpochs = 10, Neuron = new SkipNeuron() };
        RegularizationSweepResult study = await context.Landscape().SweepLambdaAsync(data, options, Runner, "sweep", SweepFixture.Small, validation);
        RegularizationSweepResult here = context.Landscape().SweepLambda(data, options, SweepFixture.Small, validation);
        Assert.Equal(SweepFixture.Figures(here), SweepFixture.Figures(study));
    }

    [Fact]
    public async Task Rows_that_are_refused_fail_the_study()
    {
        MLContext context = new(1);
        List<SampleRow> rows = [.. SampleData.Rows(80)];
        rows[7].Features[1] = float.NaN;
        IDataView view = context.Data.LoadFromEnumerable(rows), data = context.Transforms.CopyColumns("Label", "Flag").Fit(view).Transform(view);
        BinaryNetworkOptions strict = SampleData.Binary with { MissingValues = MissingValues.Refuse };
        StudyException exception = await Assert.ThrowsAsync<StudyException>(() => context.Landscape().SweepLambdaAsync(data, strict, Runner, "sweep", SweepFixture.Small));
        Assert.Contains("failed: Values must not be missing or infinite, but row 7 has one in column 'Features'.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_state_file()
    {
        MLContext context = new(1);
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => context.Landscape().SweepLambdaAsync(
            SampleData.View(context), SampleData.Binary, Runner, "sweep", SweepFixture.Small with { StatePath = "x" }));
        Assert.Equal("StatePath must be null where a study runner keeps the state, but was 'x'.", exception.Message);
    }

    [Theory]
    [InlineData("other", 1.0, 0.2, "Task must be binary, multiclass or regression, but was 'other'.")]
    [InlineData("binary", -1.0, 0.2, "Lambda must be positive and finite, but was -1. For a run without the neuron, pass null.")]
    [InlineData("binary", 1.0, 1.0, "ValidationFraction must be above 0 and below 1, but was 1.")]
    public void A_worker_checks_what_it_is_told(string task, double lambda, double share, string message) => Assert.Equal(
        message,
        Assert.Throws<ArgumentException>(() => new SweepTrial().Validate(
            TrialJson.Write(new SweepTrialSettings(task, TrainerOptionsJson.Write(SampleData.Binary), lambda, share)))).Message);

    [Fact]
    public void A_worker_refuses_options_that_it_does_not_know()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new SweepTrial().Validate(
            TrialJson.Write(new SweepTrialSettings("binary", System.Text.Json.JsonSerializer.SerializeToElement(new { startupScript = "x" }), 1, 0.2))));
        Assert.StartsWith("The options of a sweep's trainer must be those of binary networks as JSON: The JSON property 'startupScript' could not be mapped", exception.Message, StringComparison.Ordinal);
    }
}
