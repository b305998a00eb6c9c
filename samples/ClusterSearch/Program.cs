using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using Microsoft.ML.Data;
using MLNetLandscape;
using MLNetLandscape.AutoML;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.AutoML.Trials;
using MLNetLandscape.Cluster.Connections;
using MLNetLandscape.Cluster.Data;
using MLNetLandscape.Cluster.Studies;
using MLNetLandscape.Cluster.Workers;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Trainers;

// ClusterSearch worker SETTINGS: trains for whoever searches. ClusterSearch search SETTINGS|here [TRIALS [EPOCHS]]: searches, on the workers or in this process.
var types = new TrialTypes(new NetworkFitTrial(), new SweepTrial());
IStudyRunner runner = new LocalStudyRunner(types, new MemoryDataStore());
if (args[1] != "here")
{
    ClusterConnection cluster = ClusterConnection.Open(args[1]);
    var store = new DatabaseDataStore(cluster);
    if (args[0] == "worker")
    {
        new ClusterWorker(cluster, types, store).Run(Console.Error.WriteLine);
        return;
    }

    runner = new ClusterStudyRunner(cluster, types, store);
}

(int trials, int epochs) = (args.Length > 2 ? int.Parse(args[2]) : 12, args.Length > 3 ? int.Parse(args[3]) : 60);
MLContext mlContext = new(seed: 1);
TextLoader.Column[] columns = [new("Features", DataKind.Single, 0, 29), new("Diagnosis", DataKind.String, 30)];
IDataView text = mlContext.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "wdbc.csv"), columns, separatorChar: ',', hasHeader: true);
var toLabel = new Dictionary<string, bool> { ["B"] = false, ["M"] = true };
IDataView data = mlContext.Transforms.Conversion.MapValue("Label", toLabel, "Diagnosis").Fit(text).Transform(text);

// A search with five folds, which train at the same time. A tuner that does not weigh how long trials took proposes the same everywhere.
var options = new BinaryNetworkOptions { Seed = 1, NumberOfEpochs = epochs };
TrialResult best = await mlContext.Auto().CreateExperiment()
    .SetNetworkPipeline(mlContext.Landscape().SweepableBinaryNetwork(options), new NetworkTrialOptions { Runner = runner, Study = "wdbc" })
    .SetDataset(data, fold: 5)
    .SetBinaryClassificationMetric(BinaryClassificationMetric.Accuracy, "Label")
    .SetRandomSearchTuner(seed: 1)
    .SetMaxModelToExplore(trials)
    .RunAsync();
string scores = string.Join(' ', best.Model.Transform(data).GetColumn<float>("Score").Select(score => score.ToString("R")));
Console.WriteLine($"Best: trial {best.TrialSettings.TrialId}, accuracy {best.Metric:R}; SHA-256 of its scores {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scores)))}");

// A sweep of lambda, all trainings at the same time.
RegularizationSweepResult sweep = await mlContext.Landscape().SweepLambdaAsync(data, options, runner, $"wdbc-lambda-{epochs}");
foreach (SweepPoint point in sweep.Points)
{
    Console.WriteLine($"lambda {point.Lambda,8:G3}: accuracy {point.Metric?.Mean:R} +- {point.Metric?.HalfWidth:R}");
}
