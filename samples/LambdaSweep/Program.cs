using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.AutoML;
using MLNetLandscape.AutoML.Monitoring;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Core.Training;
using MLNetLandscape.Trainers;

// LambdaSweep [FOLDER [TRIALS [EPOCHS [SEEDS]]]]: smaller figures make a quick look.
string folder = args.Length > 0 ? args[0] : ".";
int[] sizes = [12, 60, 5];
for (int i = 0; i < sizes.Length && i + 1 < args.Length; i++)
{
    sizes[i] = int.Parse(args[i + 1]);
}

MLContext mlContext = new(seed: 1);
TextLoader.Column[] columns = [new("Features", DataKind.Single, 0, 29), new("Diagnosis", DataKind.String, 30)];
IDataView text = mlContext.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "wdbc.csv"), columns, separatorChar: ',', hasHeader: true);
var toLabel = new Dictionary<string, bool> { ["B"] = false, ["M"] = true };
IDataView data = mlContext.Transforms.Conversion.MapValue("Label", toLabel, "Diagnosis").Fit(text).Transform(text);
DataOperationsCatalog.TrainTestData split = mlContext.Data.TrainTestSplit(data, 0.25, seed: 1);

// A search over lambda, the power of the hinge, L2, learning rate, width, depth and batch size.
var options = new BinaryNetworkOptions { Seed = 1, NumberOfEpochs = sizes[1], EarlyStopping = new EarlyStopping { Patience = 15 } };
var monitor = new TrialMonitor(Console.Out, rewritesLine: !Console.IsOutputRedirected);
TrialResult best = await mlContext.Auto().CreateExperiment()
    .SetNetworkPipeline(mlContext.Landscape().SweepableBinaryNetwork(options), new NetworkTrialOptions { Progress = monitor })
    .SetDataset(split)
    .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "Label")
    .SetMonitor(monitor)
    .SetMaxModelToExplore(sizes[0])
    .RunAsync();
Console.WriteLine($"\n{monitor.ToTable()}\nThe best is trial {best.TrialSettings.TrialId}.\n");
mlContext.Model.Save(best.Model, data.Schema, Path.Combine(folder, "best.zip"));
File.WriteAllText(Path.Combine(folder, "trials.json"), monitor.ToJson());

// Lambda alone, by seed, with intervals. Interrupt it and start it again: it goes on where it was.
RegularizationSweepResult sweep = mlContext.Landscape().SweepLambda(data, options, new RegularizationSweepOptions
{
    Seeds = [.. Enumerable.Range(1, sizes[2]).Select(seed => (long)seed)],
    StatePath = Path.Combine(folder, "lambda-sweep-state.json"),
});
foreach (SweepPoint point in sweep.Points)
{
    Console.WriteLine($"lambda {point.Lambda,8:G3}: accuracy {point.Metric?.Mean:F4} +- {point.Metric?.HalfWidth:F4}, {point.Difference?.Mean:+0.0000;-0.0000} against no neuron");
}

sweep.WriteJson(Path.Combine(folder, "lambda-sweep.json"));
sweep.WriteReport(Path.Combine(folder, "lambda-sweep.html"), "Wisconsin breast cancer: accuracy against lambda");
