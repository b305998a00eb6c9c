using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Core.Tests.Experiments;

public sealed class LambdaSweepTests
{
    private static readonly ComparisonOptions Options = new()
    {
        Network = new NetworkDefinition { Input = Shape.Vector(2), Layers = [new Dense(4, new Relu()), new Dense(1, new Identity())] },
        Runs = 3,
        Training = new TrainingOptions { Epochs = 5, BatchSize = 8 },
        Threads = 2,
    };

    [Fact]
    public void Its_trainings_are_those_of_comparisons()
    {
        LambdaSweepResult sweep = LambdaSweep.Run(Data, Options, [1, 0.1]);
        Assert.Equal([0.1, 1], sweep.Points.Select(point => point.Lambda!.Value));
        foreach (LambdaSweepPoint point in sweep.Points)
        {
            ComparisonResult comparison = Comparison.Run(Data, Options with { Regularization = new Regularization { Lambda = point.Lambda!.Value } });
            Assert.Equal(comparison.WithNeuron.Runs.Select(run => run.Final), point.Runs.Select(run => run.Final));
            Assert.Equal(comparison.Plain.Runs.Select(run => run.Final), sweep.Plain.Runs.Select(run => run.Final));
        }
    }

    [Fact]
    public void Accuracies_are_the_last_epochs_and_their_mean_and_error_the_usual_ones()
    {
        LambdaSweepPoint point = Point(0.1, 0.8, 0.9, 0.7);
        Assert.Equal(0.8, point.Accuracy!.Mean, 1e-15);
        Assert.Equal(0.1 / Math.Sqrt(3), point.StandardError!.Value, 1e-15);
        Assert.Equal(0.1, point.DifferenceTo(Point(null, 0.7, 0.8, 0.6))!.Mean, 1e-15);
    }

    [Fact]
    public void Takes_the_largest_lambda_within_one_standard_error_of_the_best()
    {
        // The best mean is 0.8 with a standard error of 0.0577: 0.75 is within it, 0.74 is not.
        LambdaSweepPoint[] points = [Point(0.01, 0.5, 0.5, 0.5), Point(0.1, 0.8, 0.9, 0.7), Point(1, 0.75, 0.75, 0.75), Point(10, 0.74, 0.74, 0.74)];
        LambdaSweepResult result = new(Point(null, 0.5), points, []);
        Assert.Equal((0.1, 1), (result.Best!.Lambda!.Value, result.Chosen!.Lambda!.Value));
        Assert.Equal(0.1, new LambdaSweepResult(Point(null, 0.5), [Point(0.1, 0.8), Point(1, 0.8)], []).Chosen!.Lambda);
    }

    [Fact]
    public void A_training_that_broke_down_is_counted_and_left_out()
    {
        LambdaSweepPoint point = Point(1, 0.8, double.NaN, 0.6);
        Assert.Equal((1, 2), (point.Failures, point.Accuracy!.Count));
        LambdaSweepPoint broken = Point(1, double.NaN);
        Assert.Null(broken.Accuracy);
        LambdaSweepResult result = new(broken, [broken], []);
        Assert.Null(result.Best);
        Assert.Null(result.Chosen);
    }

    [Theory]
    [InlineData(new double[0], "The values of lambda must be at least one, none negative and all finite, but were [].")]
    [InlineData(new[] { 1.0, -1 }, "The values of lambda must be at least one, none negative and all finite, but were [1, -1].")]
    [InlineData(new[] { double.NaN }, "The values of lambda must be at least one, none negative and all finite, but were [NaN].")]
    [InlineData(new[] { 1.0, 1 }, "The values of lambda must differ, but were [1, 1]. Repeating one would give the same figures.")]
    public void Refuses_senseless_values(double[] lambdas, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => LambdaSweep.Run(Data, Options, lambdas)).Message);

    [Fact]
    public void Its_study_is_the_same_on_machines_of_any_culture()
    {
        StudyDefinition here = Study(), there = ForeignCulture.Run(Study);
        Assert.Equal(["run 1, plain", "run 1, lambda 1E-05", "run 1, lambda 0.2"], there.Trials.Take(3).Select(trial => trial.Key));
        Assert.Equal(here.Fingerprint(), there.Fingerprint());

        static StudyDefinition Study()
        {
            RecordingRunner runner = new();
            Assert.ThrowsAny<OperationCanceledException>(() => LambdaSweep.RunAsync(Data, Options, [0.2, 1e-5], runner, "sweep").GetAwaiter().GetResult());
            return runner.Study!;
        }
    }

    private static Dataset<float> Data => new()
    {
        Features = Enumerable.Range(0, 80).Select(i => (float)Math.Sin(i * i)).ToArray(),
        Targets = Enumerable.Range(0, 40).Select(i => Math.Sin(4 * i * i) + (0.3 * Math.Cos(i)) > 0 ? 1f : -1f).ToArray(),
        Rows = 40,
    };

    private static LambdaSweepPoint Point(double? lambda, params double[] accuracies) => new(lambda, [.. accuracies.Select((accuracy, i) => Run(i + 1, accuracy))]);

    /// <summary>A run of one epoch; NaN is one that diverged.</summary>
    private static ComparisonRun Run(int run, double accuracy)
    {
        Evaluation evaluation = new() { Objective = 0, Loss = 0, BaseLoss = 0, Metric = accuracy, Rows = 1 };
        return new ComparisonRun
        {
            Run = run,
            Arm = ComparisonArm.WithNeuron,
            TrainingRows = 1,
            ValidationRows = 1,
            Training = new TrainingResult
            {
                Reason = double.IsNaN(accuracy) ? StopReason.Diverged : StopReason.Completed,
                BestEpoch = 1,
                KeptEpoch = 1,
                History = [new EpochRecord { Epoch = 1, LearningRate = 1, RunningObjective = 0, Validation = evaluation }],
            },
        };
    }

    /// <summary>Keeps the study that it is asked to run, and runs nothing.</summary>
    private sealed class RecordingRunner : IStudyRunner
    {
        public IDataStore Data { get; } = new MemoryDataStore();

        public StudyDefinition? Study { get; private set; }

        public Task<StudyResult> RunAsync(StudyDefinition study, IProgress<StudyProgress>? progress = null, CancellationToken cancellationToken = default)
        {
            Study = study;
            return Task.FromCanceled<StudyResult>(new CancellationToken(canceled: true));
        }
    }
}
