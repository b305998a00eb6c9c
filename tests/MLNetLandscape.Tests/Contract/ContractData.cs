using MLNetLandscape.Core.Randomness;

namespace MLNetLandscape.Tests.Contract;

/// <summary>Made-up data that every task can learn from.</summary>
internal static class ContractData
{
    private static readonly string[] Classes = ["iris", "rose", "tulip"];

    /// <summary>Rows: two features carry a signal, one is sparse, one is constant, one is noise on another scale.</summary>
    public static List<ContractRow> Rows(int count, long seed = 3)
    {
        RandomSource random = new(seed);
        List<ContractRow> rows = [];
        for (int i = 0; i < count; i++)
        {
            float a = (float)random.NextNormal();
            float b = (float)random.NextNormal();
            float rare = random.NextDouble() < 0.2 ? 1 : 0;
            double signal = (1.5 * a) - b + rare + (0.2 * random.NextNormal());
            rows.Add(new ContractRow
            {
                Id = $"row {i}",
                Features = [a, b, rare, 7, 1000 * (float)random.NextNormal()],
                Flag = signal > 0,
                Class = Classes[signal < -1 ? 0 : signal < 1 ? 1 : 2],
                Number = (float)(20 + (5 * signal)),
                Weight = 1 + (i % 3),
            });
        }

        return rows;
    }

    /// <summary>The rows as a view whose column Label is that of a task.</summary>
    public static IDataView View(MLContext context, IEnumerable<ContractRow> rows, string labelColumn)
    {
        IDataView view = context.Data.LoadFromEnumerable(rows);
        return labelColumn == nameof(ContractRow.Class)
            ? context.Transforms.Conversion
                .MapValueToKey("Label", labelColumn, keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                .Fit(view).Transform(view)
            : context.Transforms.CopyColumns("Label", labelColumn).Fit(view).Transform(view);
    }
}
