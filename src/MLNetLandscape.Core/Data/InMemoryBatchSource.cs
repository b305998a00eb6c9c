using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MLNetLandscape.Core.Data;

/// <summary>Delivers a data set that is in memory, in its own order or shuffled anew every epoch.</summary>
/// <remarks>
/// The order of an epoch is a permutation drawn from (seed, epoch) alone, so that a run which resumes at some epoch sees the rows in the
/// order of the uninterrupted run. Once a reader is disposed, the source hands it out again: an epoch allocates nothing after the first.
/// </remarks>
public sealed class InMemoryBatchSource : IBatchSource
{
    private readonly Dataset<float> data;
    private readonly long? shuffleSeed;
    private InMemoryBatchReader? idle;

    /// <summary>Reads <paramref name="data"/>.</summary>
    /// <param name="data">The rows; checked here, once.</param>
    /// <param name="shuffleSeed">The seed of the order, or null for the order of the data set, which suits validation.</param>
    /// <exception cref="ArgumentException">The data set breaks a rule of <see cref="Dataset{T}.Validate"/>.</exception>
    public InMemoryBatchSource(Dataset<float> data, long? shuffleSeed)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.data = data.Validate();
        this.shuffleSeed = shuffleSeed;
    }

    /// <inheritdoc/>
    public int FeatureCount => data.FeatureCount;

    /// <inheritdoc/>
    public int TargetWidth => data.TargetWidth;

    /// <inheritdoc/>
    public long? RowCount => data.Rows;

    /// <inheritdoc/>
    /// <remarks>Computed anew each time, in a pass over all numbers.</remarks>
    public string Digest
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(MemoryMarshal.AsBytes(data.Features.Span));
            hash.AppendData(MemoryMarshal.AsBytes(data.Targets.Span));
            hash.AppendData(MemoryMarshal.AsBytes(data.Weights is { } weights ? weights.Span : default));
            return Convert.ToHexString(hash.GetHashAndReset(), 0, 8);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    public IBatchReader Open(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        InMemoryBatchReader reader = Interlocked.Exchange(ref idle, null) ?? new InMemoryBatchReader(this, data, shuffleSeed);
        reader.Start(epoch);
        return reader;
    }

    /// <summary>Takes a reader back for the next <see cref="Open"/>.</summary>
    internal void Return(InMemoryBatchReader reader) => idle = reader;
}
