using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Mnist;
using MLNetLandscape.TorchSharp.Trainers;

// A convolutional network on MNIST: Mnist [FOLDER [EPOCHS [ROWS]]]. The files come with: landscape data get mnist
string folder = args.Length > 0 ? args[0] : Path.Combine("datasets", "mnist");
int epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
int rows = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : int.MaxValue;

MLContext mlContext = new(seed: 1);
IDataView training = mlContext.Data.LoadFromEnumerable(Digit.Of(MnistDataset.LoadTraining(folder), rows));
IDataView test = mlContext.Data.LoadFromEnumerable(Digit.Of(MnistDataset.LoadTest(folder), int.MaxValue));

var model = mlContext.Landscape().TorchMulticlass(new TorchMulticlassOptions
{
    Factory = new DigitNetwork(Channels: 8),
    FeatureShape = [1, 28, 28],
    Standardize = false,
    LearningRate = new Cosine(3e-3),
    BatchSize = 128,
    NumberOfEpochs = epochs,
    ValidationFraction = 0.1,
    Seed = 1,
    DrawsRandomNumbers = false,
}).Fit(training);

foreach (EpochRecord epoch in model.Model.History.Epochs)
{
    Console.WriteLine(FormattableString.Invariant($"epoch {epoch.Epoch}: validation accuracy {epoch.Validation!.Metric:F4}"));
}

MulticlassClassificationMetrics metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(test));
Console.WriteLine(FormattableString.Invariant($"test accuracy {metrics.MicroAccuracy:F4}, log loss {metrics.LogLoss:F4}"));
Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
