using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.Core.Neurons;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Models;
using MLNetLandscape.Trainers;

// Five folds on breast-cancer data: a network with and without the exponential neuron, beside two trainers of ML.NET's own, all on the same folds.
MLContext mlContext = new(seed: 1);
IDataView table = mlContext.Data.LoadFromTextFile(
    Path.Combine(AppContext.BaseDirectory, "wdbc.csv"),
    [new TextLoader.Column("Features", DataKind.Single, 0, 29), new TextLoader.Column("Diagnosis", DataKind.String, 30)],
    separatorChar: ',',
    hasHeader: true);
KeyValuePair<string, bool>[] malignant = [new("M", true), new("B", false)];
IDataView data = mlContext.Transforms.Conversion.MapValue("Label", malignant, "Diagnosis").Fit(table).Transform(table);

BinaryNetworkOptions options = new() { HiddenLayers = [64, 32], NumberOfEpochs = 40, Seed = 1 };
NetworkModel withNeuron = Evaluate("network with the neuron", mlContext.Landscape().BinaryNetwork(options with { Lambda = 0.2 }))!;
Evaluate("network without it", mlContext.Landscape().BinaryNetwork(options with { Neuron = null }));
Evaluate(
    "LbfgsLogisticRegression",
    mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(mlContext.BinaryClassification.Trainers.LbfgsLogisticRegression()));
Evaluate("FastTree", mlContext.BinaryClassification.Trainers.FastTree());

// The neuron in the first fold. By the theory, without penalties but its own, it is silent (a = 0) at every local minimum; training is on its way.
foreach (int epoch in (int[])[1, 10, 40])
{
    NeuronTrace neuron = withNeuron.NeuronTrace[epoch - 1];
    Console.WriteLine(FormattableString.Invariant($"epoch {epoch,2}: a = {neuron.Scale:E2}, largest term on a row {neuron.LargestTerm:E2}"));
}

NetworkModel? Evaluate(string name, IEstimator<ITransformer> trainer)
{
    var folds = mlContext.BinaryClassification.CrossValidate(data, trainer, numberOfFolds: 5, seed: 1);
    MeanInterval accuracy = MeanInterval.Of([.. folds.Select(fold => fold.Metrics.Accuracy)]);
    double area = folds.Average(fold => fold.Metrics.AreaUnderRocCurve);
    Console.WriteLine(FormattableString.Invariant($"{name,-24} accuracy {accuracy.Mean:F4} +- {accuracy.HalfWidth:F4}, area under the curve {area:F4}"));
    return mlContext.Landscape().FindModels(folds[0].Model).OfType<NetworkModel>().SingleOrDefault();
}
