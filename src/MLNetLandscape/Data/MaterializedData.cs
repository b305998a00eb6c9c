using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>Rows in memory, still in their own units; whoever reads them may scale them in place.</summary>
/// <param name="Features">At least <paramref name="Rows"/> x features.</param>
/// <param name="Targets">At least one per row.</param>
/// <param name="Weights">At least one per row; null where all are 1.</param>
/// <param name="Rows">Rows in use, at least 1.</param>
/// <param name="SkippedRows">Rows left out for missing values.</param>
internal sealed record MaterializedData(float[] Features, float[] Targets, float[]? Weights, int Rows, long SkippedRows)
{
    /// <summary>The memory that the numbers of the rows in use take, in bytes.</summary>
    public long Bytes(int featureCount) => sizeof(float) * (long)Rows * (featureCount + (Weights is null ? 1 : 2));

    /// <summary>The rows as a data set that shares the arrays.</summary>
    public Dataset<float> AsDataset(int featureCount) => new()
    {
        Features = Features.AsMemory(0, Rows * featureCount),
        Targets = Targets.AsMemory(0, Rows),
        Weights = Weights is null ? default(ReadOnlyMemory<float>?) : Weights.AsMemory(0, Rows),
        Rows = Rows,
    };
}
