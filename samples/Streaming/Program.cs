using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNetLandscape;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Streaming;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

// Trains from a file that is read anew in every epoch and is never in memory as a whole: Streaming [ROWS]. Ctrl+C cancels.
int rows = args is [string text] ? int.Parse(text, CultureInfo.InvariantCulture) : 200_000;
string path = Path.Combine(Path.GetTempPath(), $"streaming-{Environment.ProcessId}.csv");
using CancellationTokenSource cancellation = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};

try
{
    TableFile.Write(path, rows, seed: 1);
    Console.WriteLine(FormattableString.Invariant($"{rows} rows, {new FileInfo(path).Length / 1e6:F1} MB as text"));

    MLContext mlContext = new(seed: 1);
    mlContext.Log += (_, message) =>
    {
        if (message.Kind == ChannelMessageKind.Info)
        {
            Console.WriteLine(message.RawMessage);
        }
    };
    IDataView data = mlContext.Data.LoadFromTextFile(
        path,
        [new TextLoader.Column("Label", DataKind.Boolean, 0), new TextLoader.Column("Features", DataKind.Single, 1, TableFile.FeatureCount)],
        separatorChar: ',');
    BinaryNetworkTransformer model = mlContext.Landscape().BinaryNetwork(new BinaryNetworkOptions
    {
        Stream = true,
        ShuffleBufferRows = 20_000,
        HiddenLayers = [32],
        BatchSize = 256,
        NumberOfEpochs = 2,
        LearningRate = new Cosine(5e-3),
        ValidationFraction = 0.1,
        CancellationToken = cancellation.Token,
        Seed = 1,
    }).Fit(data);
    Console.WriteLine(FormattableString.Invariant($"validation accuracy {model.Model.History.Epochs[^1].Validation!.Metric:F4}"));
}
catch (OperationCanceledException)
{
    Console.WriteLine("Cancelled.");
}
finally
{
    File.Delete(path);
}
