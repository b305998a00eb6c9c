using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Regression;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

// Friedman's function of ten features, five of them idle, with noise of deviation 1: no model's error can be below 1.
MLContext mlContext = new(seed: 1);
IDataView training = mlContext.Data.LoadFromEnumerable(Friedman.Generate(2000, seed: 1));
IDataView validation = mlContext.Data.LoadFromEnumerable(Friedman.Generate(500, seed: 2));
IDataView test = mlContext.Data.LoadFromEnumerable(Friedman.Generate(2000, seed: 3));

RegressionNetworkTrainer trainer = mlContext.Landscape().RegressionNetwork(new RegressionNetworkOptions
{
    HiddenLayers = [64, 32],
    Loss = new Squared(),
    L2Regularization = 1e-2,
    LearningRate = new Cosine(3e-3),
    NumberOfEpochs = 60,
    EarlyStopping = new EarlyStopping { Patience = 15 },
    Seed = 1,
});
RegressionNetworkTransformer network = trainer.Fit(training, validation);

Report("network", network.Transform(test));
Report("FastTree", mlContext.Regression.Trainers.FastTree().Fit(training).Transform(test));

TrainingHistory history = network.Model.History;
Console.WriteLine($"{history.Reason} after {history.Epochs.Count} epochs; kept epoch {history.KeptEpoch}");

// The whole model, scaling of features and label included, for runtimes without .NET.
network.Model.ExportOnnx("friedman.onnx");
Console.WriteLine($"friedman.onnx: {new FileInfo("friedman.onnx").Length} bytes");

void Report(string name, IDataView scored)
{
    RegressionMetrics metrics = mlContext.Regression.Evaluate(scored);
    Console.WriteLine(FormattableString.Invariant($"{name,-10} RMSE {metrics.RootMeanSquaredError:F3}, R2 {metrics.RSquared:F4}"));
}
