using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Training;

/// <summary>A source that throws in place of its n-th batch of all epochs.</summary>
internal sealed class KilledSource(IBatchSource inner, int batches) : IBatchSource
{
    private int left = batches;

    public int FeatureCount => inner.FeatureCount;

    public int TargetWidth => inner.TargetWidth;

    public long? RowCount => inner.RowCount;

    public IBatchReader Open(int epoch) => new Reader(this, inner.Open(epoch));

    private sealed class Reader(KilledSource source, IBatchReader reader) : IBatchReader
    {
        public bool Read(Batch<float> batch) =>
            source.left-- > 0 ? reader.Read(batch) : throw new InvalidOperationException("killed");

        public void Dispose() => reader.Dispose();
    }
}
