using Microsoft.ML.AutoML;
using MLNetLandscape.AutoML;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Tests.Contract;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Models;
using MLNetLandscape.TorchSharp.Trainers;

namespace MLNetLandscape.TorchSharp.Tests.Trainers;

/// <summary>Modules in AutoML's searches.</summary>
public sealed class TorchSearchTests
{
    private readonly MLContext context = new(1);

    [Fact]
    public async Task Get_their_validation_data_as_networks_do()
    {
        TorchBinaryOptions options = Options(1e-2);
        List<TrialEpoch> epochs = [];
        TrialResult best = await SearchAsync(options, new NetworkTrialOptions { Progress = new Listener(epochs.Add) });
        TorchBinaryModel expected = context.Landscape().TorchBinary(options).Fit(Rows(80, 1), Rows(40, 2)).Model;
        TorchBinaryModel found = (TorchBinaryModel)context.Landscape().FindModels(best.Model)[0];
        Assert.Equal(expected.History.Epochs.Count, epochs.Count);
        Assert.All(epochs, epoch => Assert.Equal(40, epoch.Epoch.Record.Validation!.Rows));
        Assert.Equal(expected.History.Epochs[^1].Validation, found.History.Epochs[^1].Validation);
    }

    [Fact]
    public async Task A_state_file_tells_modules_and_their_options_apart()
    {
        using TemporaryFolder folder = new();
        NetworkTrialOptions kept = new() { StatePath = folder.File("search.json") };
        Assert.True(await TrainsAsync(Options(1e-2), kept));
        Assert.False(await TrainsAsync(Options(1e-2), kept));
        Assert.True(await TrainsAsync(Options(2e-2), kept));
        Assert.True(await TrainsAsync(Options(2e-2) with { Factory = new LinearFactory(true) }, kept));
    }

    private static TorchBinaryOptions Options(double rate) => new()
    {
        Factory = new LinearFactory(false),
        NumberOfEpochs = 8,
        LearningRate = new Core.Schedules.Constant(rate),
        EarlyStopping = new EarlyStopping { Patience = 2 },
        Seed = 1,
    };

    private async Task<bool> TrainsAsync(TorchBinaryOptions options, NetworkTrialOptions trials)
    {
        int epochs = 0;
        await SearchAsync(options, trials with { Progress = new Listener(_ => epochs++) });
        return epochs > 0;
    }

    private Task<TrialResult> SearchAsync(TorchBinaryOptions options, NetworkTrialOptions trials) => context.Auto().CreateExperiment()
        .SetNetworkPipeline(new SweepableEstimator((trial, _) => trial.Landscape().TorchBinary(options), []), trials)
        .SetDataset(Rows(80, 1), Rows(40, 2))
        .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "Label")
        .SetMaxModelToExplore(1)
        .RunAsync();

    private IDataView Rows(int count, int phase) => context.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(row => new Row
    {
        Features = [.. Enumerable.Range(0, 4).Select(i => (float)Math.Sin((7 * row * (i + 1)) + phase))],
        Label = Math.Sin((7 * row) + phase) + Math.Sin((14 * row) + phase) > 0,
    }));

    public sealed record LinearFactory(bool HasBias) : ITorchModuleFactory
    {
        public torch.nn.Module<Tensor, Tensor> Create() => torch.nn.Sequential(torch.nn.Linear(4, 1, hasBias: HasBias));
    }

    private sealed class Row
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class Listener(Action<TrialEpoch> report) : IProgress<TrialEpoch>
    {
        public void Report(TrialEpoch value) => report(value);
    }
}
