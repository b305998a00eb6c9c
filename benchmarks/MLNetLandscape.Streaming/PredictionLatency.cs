using System.Diagnostics;
using Microsoft.ML;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Streaming;

/// <summary>How long a prediction engine takes for one row of 30 features, with the default network of the binary trainer.</summary>
internal static class PredictionLatency
{
    private const int Runs = 2001;

    /// <summary>Prints the median and the best of runs of 50 rows each.</summary>
    public static void Measure()
    {
        MLContext context = new(seed: 1);
        List<StreamedRow> rows = [.. StreamedRow.Generate(50)];
        BinaryNetworkTransformer transformer =
            context.Landscape().BinaryNetwork(new BinaryNetworkOptions { NumberOfEpochs = 1, Seed = 1 }).Fit(context.Data.LoadFromEnumerable(rows));
        using PredictionEngine<StreamedRow, Prediction> engine = context.Model.CreatePredictionEngine<StreamedRow, Prediction>(transformer);
        Prediction prediction = new();
        double[] microseconds = new double[Runs];
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (StreamedRow row in rows)
            {
                engine.Predict(row, ref prediction);
            }

            microseconds[run] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows.Count;
        }

        Array.Sort(microseconds);
        Console.WriteLine(FormattableString.Invariant($"one row: median {microseconds[Runs / 2]:F2} us, best {microseconds[0]:F2} us"));
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
