using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Training;

/// <summary>One batch as a data source: enough to see whether a model's figures are finite where nobody asked for an evaluation.</summary>
internal sealed class RepeatedBatch(Batch<float> batch) : IBatchSource
{
    public int FeatureCount => batch.FeatureCount;

    public int TargetWidth => batch.TargetWidth;

    public long? RowCount => batch.Rows;

    public IBatchReader Open(int epoch) => new Reader(batch);

    private sealed class Reader(Batch<float> rows) : IBatchReader
    {
        private int next;

        public bool Read(Batch<float> batch)
        {
            batch.Rows = Math.Min(batch.Capacity, rows.Rows - next);
            rows.Features.Slice(next * rows.FeatureCount, batch.Features.Length).CopyTo(batch.Features);
            rows.Targets.Slice(next * rows.TargetWidth, batch.Targets.Length).CopyTo(batch.Targets);
            rows.Weights.Slice(next, batch.Rows).CopyTo(batch.Weights);
            next += batch.Rows;
            return batch.Rows > 0;
        }

        public void Dispose()
        {
        }
    }
}
