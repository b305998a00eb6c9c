using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Experiments;

public sealed class ComparisonTests
{
    private static readonly NetworkDefinition Network = new() { Input = Shape.Vector(2), Layers = [new Dense(4, new Tanh()), new Dense(1, new Identity())] };

    private static readonly ComparisonOptions Options = new()
    {
        Network = Network,
        Runs = 3,
        Training = new TrainingOptions { Epochs = 3, BatchSize = 8 },
        Threads = 1,
    };

    [Fact]
    public void Gives_the_same_bits_for_any_number_of_threads()
    {
        string one = Describe(Comparison.Run(Data(), Options, null, TestContext.Current.CancellationToken));
        Assert.Equal(one, Describe(Comparison.Run(Data(), Options with { Threads = 3 }, null, TestContext.Current.CancellationToken)));
        Assert.Equal(one, Describe(Comparison.Run(Data(), Options with { Threads = 20 }, null, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_run_does_not_depend_on_how_many_there_are()
    {
        ComparisonResult three = Comparison.Run(Data(), Options, null, TestContext.Current.CancellationToken);
        ComparisonResult one = Comparison.Run(Data(), Options with { Runs = 1 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(Describe(one.Plain.Runs[0]), Describe(three.Plain.Runs[0]));
        Assert.Equal(Describe(one.WithNeuron.Runs[0]), Describe(three.WithNeuron.Runs[0]));
    }

    /// <summary>The loss-factor form leaves the outputs alone, so with a learning rate near zero both arms must show the same accuracies and base losses.</summary>
    [Fact]
    public void Both_arms_share_split_and_initial_weights()
    {
        ComparisonOptions still = Options with
        {
            Neuron = new LossFactorNeuron(),
            Training = Options.Training with { Epochs = 1, LearningRate = new Constant(1e-30) },
        };
        ComparisonResult result = Comparison.Run(Data(), still, null, TestContext.Current.CancellationToken);
        foreach ((ComparisonRun plain, ComparisonRun neuron) in result.Plain.Runs.Zip(result.WithNeuron.Runs))
        {
            Assert.Equal(plain.Final!.Validation!.BaseLoss, neuron.Final!.Validation!.BaseLoss);
            Assert.Equal(plain.Final.Training!.BaseLoss, neuron.Final.Training!.BaseLoss);
            Assert.Equal(plain.BestAccuracy, neuron.BestAccuracy);
        }

        Assert.Equal(3, result.Plain.Runs.Select(run => run.Final!.Training!.BaseLoss).Distinct().Count());
    }

    [Fact]
    public void Reports_every_epoch_of_every_training()
    {
        Recorder progress = new();
        Comparison.Run(Data(), Options with { Threads = 4 }, progress, TestContext.Current.CancellationToken);
        Assert.Equal(2 * 3 * 3, progress.Reports.Distinct().Count());
        Assert.All(progress.Reports, report => Assert.Equal(3, report.Epochs));
    }

    [Fact]
    public void Stops_when_cancelled()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Comparison.Run(Data(), Options, null, source.Token));
    }

    [Fact]
    public void Names_constant_features()
    {
        Dataset<float> data = Data();
        float[] features = data.Features.ToArray();
        for (int i = 1; i < features.Length; i += 2)
        {
            features[i] = 5;
        }

        ComparisonResult result = Comparison.Run(data with { Features = features }, Options, null, TestContext.Current.CancellationToken);
        Assert.Equal("Constant in the training part of at least one run, hence of no use there: feature 1. Such features are centred and not scaled.", Assert.Single(result.DataWarnings));
    }

    [Fact]
    public void Refuses_options_out_of_range_before_it_trains()
    {
        Refuses(Options with { Runs = 0 }, "Runs must be at least 1, but was 0.");
        Refuses(Options with { Threads = 0 }, "Threads must be at least 1, but was 0.");
        Refuses(Options with { Training = Options.Training with { BatchSize = 33 } }, "BatchSize must be at most the rows of the training part, 32, but was 33. Choose a smaller batch.");
        Refuses(Options with { Loss = new Squared() }, "Loss must take labels -1 and +1, but Squared does not. Choose PolynomialHinge or Logistic.");
        Refuses(Options with { GradientClipNorm = 0 }, "GradientClipNorm must be positive, but was 0. Pass null to clip nothing.");
        Refuses(Options with { NeuronGradientClipNorm = 0 }, "NeuronGradientClipNorm must be positive, but was 0. Pass null to clip nothing.");
        Refuses(
            Options with { Network = Network with { Neuron = new SkipNeuron() } },
            "Network must be without a neuron: it is the plain arm. Describe the neuron by the option Neuron.");
    }

    private static void Refuses(ComparisonOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Comparison.Run(Data(), options, null, TestContext.Current.CancellationToken)).Message);

    private static Dataset<float> Data()
    {
        float[] features = new float[80], targets = new float[40];
        for (int i = 0; i < 40; i++)
        {
            targets[i] = i % 2 == 0 ? -1 : 1;
            features[2 * i] = (float)(targets[i] + Math.Sin(i));
            features[(2 * i) + 1] = (float)Math.Cos(3 * i);
        }

        return new Dataset<float> { Features = features, Targets = targets, Rows = 40 };
    }

    private static string Describe(ComparisonResult result) => string.Join('\n', result.AllRuns.Select(Describe));

    private static string Describe(ComparisonRun run) =>
        $"{run.Run} {run.Arm}: " + string.Join("; ", run.History.Select(record => (record with { Elapsed = TimeSpan.Zero }).ToString()));

    private sealed class Recorder : IProgress<ComparisonProgress>
    {
        public List<ComparisonProgress> Reports { get; } = [];

        public void Report(ComparisonProgress value)
        {
            lock (Reports)
            {
                Reports.Add(value);
            }
        }
    }
}
