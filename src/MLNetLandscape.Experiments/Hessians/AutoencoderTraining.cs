using MLNetLandscape.Analysis.Optimization;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Optimizers.GaussNewton;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.Hessians;

/// <summary>Trains an autoencoder of handwritten digits by one method: tanh layers down to a linear code and back, sigmoid pixels, squared loss.</summary>
internal sealed class AutoencoderTraining(HessianTrialSettings settings, TrialContext context)
{
    private const int Side = 28;
    private const int TestRows = 1000;

    /// <summary>Trains.</summary>
    public HessianTrialResult Run()
    {
        string form = $"digits {settings.Rows} {(settings.Pools ? "pooled" : "whole")}";
        (Dataset<float> training, Dataset<float> test) = TrialData.Load(context, form, Load);
        Network<double> network = Network<double>.Create(Define(training.FeatureCount), context.Seed);
        TrainingOptions options = new()
        {
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            LearningRate = new Constant(settings.Method == AutoencoderMethod.Kfra ? 1 : settings.Setting),
        };
        ITrainingEngine engine = Create(network);
        using IDisposable owned = (IDisposable)engine;
        TrainingResult result = TrialTraining.Run(
            context, engine, new InMemoryBatchSource(training, context.Seed), new InMemoryBatchSource(test, null), options);
        return new HessianTrialResult
        {
            Training = [.. result.History.Select(record => record.Training!.Loss)],
            Test = [.. result.History.Select(record => record.Validation!.Loss)],
            StepsPerEpoch = (training.Rows + settings.BatchSize - 1) / settings.BatchSize,
        };
    }

    private ITrainingEngine Create(Network<double> network) => settings.Method switch
    {
        AutoencoderMethod.Kfra => new GaussNewtonEngine(
            network,
            new Squared(),
            new Regularization(),
            new KfraPreconditioner(),
            new GaussNewtonOptions { Damping = settings.Setting, Threads = context.Threads }),
        AutoencoderMethod.Adam => First(network, new Adam()),
        _ => First(network, new Sgd(0.9)),
    };

    private NetworkEngine First(Network<double> network, Optimizer optimizer) =>
        new(network.Convert<float>(), new Squared(), new Regularization(), optimizer, new EngineOptions { Threads = context.Threads });

    private NetworkDefinition Define(int pixels)
    {
        int[] encoder = [.. settings.Encoder];
        List<LayerDefinition> layers = [.. encoder.Select((units, i) => new Dense(units, i == encoder.Length - 1 ? new Identity() : new Tanh()))];
        layers.AddRange(encoder.Reverse().Skip(1).Select(units => new Dense(units, new Tanh())));
        layers.Add(new Dense(pixels, new Sigmoid()));
        return new NetworkDefinition { Input = Shape.Vector(pixels), Layers = layers };
    }

    private (Dataset<float> Training, Dataset<float> Test) Load(string folder)
    {
        string mnist = Path.Combine(folder, "mnist");
        return (Take(MnistDataset.LoadTraining(mnist), settings.Rows), Take(MnistDataset.LoadTest(mnist), TestRows));
    }

    private Dataset<float> Take(Dataset<float> digits, int rows)
    {
        ReadOnlySpan<float> pixels = digits.Features.Span[..(rows * Side * Side)];
        float[] features = settings.Pools ? Pool(pixels, rows) : pixels.ToArray();
        return new Dataset<float> { Features = features, Targets = features, Rows = rows };
    }

    private static float[] Pool(ReadOnlySpan<float> pixels, int rows)
    {
        const int Half = Side / 2;
        float[] pooled = new float[rows * Half * Half];
        for (int i = 0; i < pooled.Length; i++)
        {
            (int line, int column) = Math.DivRem(i, Half);
            int corner = (2 * line * Side) + (2 * column);
            pooled[i] = (pixels[corner] + pixels[corner + 1] + pixels[corner + Side] + pixels[corner + Side + 1]) / 4;
        }

        return pooled;
    }
}
