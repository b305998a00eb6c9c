using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Schedules;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Tests;

/// <summary>Small made-up data, and options that train on it within milliseconds.</summary>
internal static class SampleData
{
    public static BinaryNetworkOptions Binary { get; } = new()
    {
        HiddenLayers = [8, 4],
        NumberOfEpochs = 12,
        BatchSize = 16,
        Seed = 5,
        LearningRate = new Cosine(0.01),
    };

    public static IReadOnlyList<SampleRow> Rows(int count, long seed = 3)
    {
        RandomSource random = new(seed);
        List<SampleRow> rows = [];
        for (int i = 0; i < count; i++)
        {
            float a = (float)random.NextNormal(), b = (float)random.NextNormal();
            double signal = (1.5 * a) - b + (0.5 * random.NextNormal());
            rows.Add(new SampleRow
            {
                Features = [a, b, (float)random.NextNormal()],
                Flag = signal > 0,
                Class = signal < -1 ? "low" : signal < 1 ? "middle" : "high",
                Number = (float)(20 + (5 * signal)),
            });
        }

        return rows;
    }

    /// <summary>Rows whose column Label is a task's: Flag, Class (a key) or Number.</summary>
    public static IDataView View(MLContext context, int count = 80, long seed = 3, string label = nameof(SampleRow.Flag))
    {
        IDataView view = context.Data.LoadFromEnumerable(Rows(count, seed));
        return label == nameof(SampleRow.Class)
            ? context.Transforms.Conversion
                .MapValueToKey("Label", label, keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                .Fit(view).Transform(view)
            : context.Transforms.CopyColumns("Label", label).Fit(view).Transform(view);
    }
}
