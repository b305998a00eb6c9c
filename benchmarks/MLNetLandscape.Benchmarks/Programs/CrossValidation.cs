using System.Diagnostics;
using MLNetLandscape.Benchmarks.Steps;
using MLNetLandscape.Core.Activations;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Networks;
using MLNetLandscape.Core.Objectives;
using MLNetLandscape.Core.Optimizers;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Tensors;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Benchmarks.Programs;

/// <summary>Five cross-validated fits of (64, 32) on WDBC: our side of sklearn_fit.py.</summary>
internal static class CrossValidation
{
    private const int Folds = 5;
    private const int Epochs = 200;

    /// <summary>Fits and scores all folds, with scikit-learn's settings: logistic loss, Adam at 1e-3, L2 1e-4, batches of 128, no early end.</summary>
    public static FitMeasurement Run(string path)
    {
        Dataset<float> data = CsvDataset.Load(path, new CsvOptions { LabelColumn = "diagnosis", PositiveLabel = "M" }).Data;
        IReadOnlyList<Split> splits = DataSplit.StratifiedKFold(data, Folds, seed: 1);
        double accuracy = 0;
        double seconds = 0;
        double secondsPerRow = 0;
        for (int fold = 0; fold < Folds; fold++)
        {
            Dataset<float> training = data.Select(splits[fold].Training);
            Standardizer standardizer = Standardizer.Fit(training);
            InMemoryBatchSource source = new(standardizer.Apply(training), shuffleSeed: fold);
            InMemoryBatchSource validation = new(standardizer.Apply(data.Select(splits[fold].Validation)), shuffleSeed: null);
            long started = Stopwatch.GetTimestamp();
            using NetworkEngine engine = new(
                Network<float>.Create(Classifier(data.FeatureCount), fold), new Logistic(), new Regularization { L2 = 1e-4 }, new Adam(), new EngineOptions());
            TrainingLoop.Run(
                engine,
                source,
                validation: null,
                new TrainingOptions { Epochs = Epochs, LearningRate = new Constant(1e-3), EvaluateTrainingData = false });
            seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
            accuracy += engine.Evaluate(validation).Metric / Folds;
            secondsPerRow = PredictOne(engine.Network, data);
        }

        return new FitMeasurement(seconds, accuracy, secondsPerRow);
    }

    private static NetworkDefinition Classifier(int features) => new()
    {
        Input = Shape.Vector(features),
        Layers = [new Dense(64, new Relu()), new Dense(32, new Relu()), new Dense(1, new Identity())],
    };

    private static double PredictOne(Network<float> network, Dataset<float> data)
    {
        using Predictor<float> predictor = new(network, rowCapacity: 1);
        float[] output = new float[1];
        List<double> figures = [];
        for (int i = 0; i < 20_000; i++)
        {
            ReadOnlySpan<float> row = data.Features.Span.Slice(i % data.Rows * data.FeatureCount, data.FeatureCount);
            long started = Stopwatch.GetTimestamp();
            predictor.Predict(row, output);
            figures.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return Summary.Median(figures);
    }
}
