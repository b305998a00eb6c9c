using System.Diagnostics;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Trainers;
using MLNetLandscape.Transformers;

namespace MLNetLandscape.Tests.Accuracy;

/// <summary>A row of 30 features through a prediction engine within 10 microseconds, by the default network.</summary>
public sealed class PredictionEngineSpeedTests(ITestOutputHelper output)
{
    private const int FeatureCount = 30;

    [Fact]
    public void Answers_a_row_within_ten_microseconds()
    {
        MLContext context = new(1);
        RandomSource random = new(2);
        List<Row> rows = [.. Enumerable.Range(0, 200).Select(i => new Row
        {
            Label = i % 2 == 0, Features = [.. Enumerable.Range(0, FeatureCount).Select(_ => (float)random.NextNormal())],
        })];
        BinaryNetworkTransformer transformer =
            context.Landscape().BinaryNetwork(new BinaryNetworkOptions { NumberOfEpochs = 1, Seed = 1 }).Fit(context.Data.LoadFromEnumerable(rows));
        using PredictionEngine<Row, Prediction> engine = context.Model.CreatePredictionEngine<Row, Prediction>(transformer);
        double best = double.PositiveInfinity;
        Prediction prediction = new();
        for (int repeat = 0; repeat < 300; repeat++)
        {
            // The fastest of short runs: other work on the machine only slows down.
            long start = Stopwatch.GetTimestamp();
            foreach (Row row in rows)
            {
                engine.Predict(row, ref prediction);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / rows.Count);
        }

        output.WriteLine($"{best:F2} microseconds a row");
        Assert.True(best < 10, $"{best} microseconds a row");
    }

    private sealed class Row
    {
        public bool Label { get; set; }

        [VectorType(FeatureCount)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
