using System.Numerics.Tensors;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Data;

/// <summary>A reusable buffer of rows: features, targets and weights, one row after another.</summary>
/// <typeparam name="T">Single or double.</typeparam>
public sealed class Batch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] features;
    private readonly T[] targets;
    private readonly T[] weights;

    /// <summary>Allocates room for <paramref name="capacity"/> rows.</summary>
    /// <exception cref="InsufficientMemoryException">They do not fit into memory; the message says how much was asked for.</exception>
    public Batch(int capacity, int featureCount, int targetWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetWidth, 1);
        (Capacity, FeatureCount, TargetWidth) = (capacity, featureCount, targetWidth);
        features = LargeArray.Allocate<T>((long)capacity * featureCount);
        targets = LargeArray.Allocate<T>((long)capacity * targetWidth);
        weights = new T[capacity];
    }

    /// <summary>The most rows.</summary>
    public int Capacity { get; }

    /// <summary>Features of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>Numbers in a row's target.</summary>
    public int TargetWidth { get; }

    /// <summary>Rows in use.</summary>
    public int Rows { get; set; }

    /// <summary>Rows x features.</summary>
    public Span<T> Features => features.AsSpan(0, Rows * FeatureCount);

    /// <summary>Rows x target width.</summary>
    public Span<T> Targets => targets.AsSpan(0, Rows * TargetWidth);

    /// <summary>Example weights, one a row; 1 without.</summary>
    public Span<T> Weights => weights.AsSpan(0, Rows);

    /// <summary>Copies the rows into a batch of another precision, of the same widths and at least as much capacity.</summary>
    internal void CopyTo<TOther>(Batch<TOther> other)
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
    {
        other.Rows = Rows;
        TensorPrimitives.ConvertTruncating<T, TOther>(Features, other.Features);
        TensorPrimitives.ConvertTruncating<T, TOther>(Targets, other.Targets);
        TensorPrimitives.ConvertTruncating<T, TOther>(Weights, other.Weights);
    }
}
