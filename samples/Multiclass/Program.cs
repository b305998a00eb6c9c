using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Multiclass;
using MLNetLandscape.Trainers;

// Three intertwined spirals: a linear model cannot tell them apart, a small network can.
MLContext mlContext = new(seed: 1);
IDataView data = mlContext.Data.LoadFromEnumerable(Spirals.Generate(900, seed: 1));
DataOperationsCatalog.TrainTestData split = mlContext.Data.TrainTestSplit(data, testFraction: 0.25, seed: 1);

Evaluate("maximum entropy, linear", mlContext.MulticlassClassification.Trainers.LbfgsMaximumEntropy());
ITransformer model = Evaluate("network", mlContext.Landscape().MulticlassNetwork(new MulticlassNetworkOptions
{
    HiddenLayers = [64, 32],
    NumberOfEpochs = 200,
    LearningRate = new Cosine(5e-3),
    Seed = 1,
}));

using var engine = mlContext.Model.CreatePredictionEngine<Point, Prediction>(model);
Point point = Spirals.At("green", turn: 0.5);
Prediction prediction = engine.Predict(point);
VBuffer<ReadOnlyMemory<char>> classes = default;
engine.OutputSchema["Score"].GetSlotNames(ref classes);
Console.WriteLine(FormattableString.Invariant($"({point.X:F2}, {point.Y:F2}) is {prediction.PredictedLabel}:"));
foreach ((ReadOnlyMemory<char> name, float probability) in classes.DenseValues().Zip(prediction.Score))
{
    Console.WriteLine(FormattableString.Invariant($"  {name,-6} {probability:F4}"));
}

ITransformer Evaluate(string name, IEstimator<ITransformer> trainer)
{
    var fitted = mlContext.Transforms.Concatenate("Features", "X", "Y")
        .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Colour"))
        .Append(trainer)
        .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
        .Fit(split.TrainSet);
    MulticlassClassificationMetrics metrics = mlContext.MulticlassClassification.Evaluate(fitted.Transform(split.TestSet));
    Console.WriteLine(FormattableString.Invariant($"{name,-24} accuracy {metrics.MicroAccuracy:F4}, log loss {metrics.LogLoss:F4}"));
    return fitted;
}
