using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNetLandscape;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Streaming;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

// predict: the latency of one row of 30 features through a prediction engine.
// score: rows a second of a fitted, a loaded and a restored pipeline.
// folds [REPEATS] [HOUSING]: accuracy of the default trainers beside ML.NET's own, over several assignments of rows to folds.
// [ROWS] [EPOCHS]: trains on rows that are never in memory together, and reports the largest resident memory of the process.
if (args is ["predict"])
{
    PredictionLatency.Measure();
    return;
}

if (args is ["score"])
{
    LoadedPipelineSpeed.Measure();
    return;
}

if (args is ["folds", ..])
{
    FoldComparison.Measure(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20, args.Length > 2 ? args[2] : null);
    return;
}

long rows = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000;
int epochs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
MLContext context = new(seed: 1);
context.Log += (_, message) => Console.WriteLine(message.RawMessage);
IDataView data = context.Data.LoadFromEnumerable(StreamedRow.Generate(rows));
long start = Stopwatch.GetTimestamp();
BinaryNetworkTransformer model = context.Landscape().BinaryNetwork(new BinaryNetworkOptions
{
    Stream = true,
    NumberOfEpochs = epochs,
    BatchSize = 512,
    HiddenLayers = [32],
    LearningRate = new Constant(2e-3),
    Seed = 1,
}).Fit(data);
TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
double accuracy = context.BinaryClassification.Evaluate(model.Transform(context.Data.LoadFromEnumerable(StreamedRow.Generate(20_000)))).Accuracy;
Console.WriteLine(FormattableString.Invariant($"rows {rows}, epochs {epochs}, seconds {elapsed.TotalSeconds:F1}, accuracy {accuracy:F4}"));
Console.WriteLine(FormattableString.Invariant($"peak resident memory {PeakMebibytes():F0} MiB"));

static double PeakMebibytes()
{
    using Process process = Process.GetCurrentProcess();
    return process.PeakWorkingSet64 / (double)(1 << 20);
}
