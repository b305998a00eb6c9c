using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Kernels;

/// <summary>Where the rows lie that a weight gradient reads: feature f of row r at (r / 32) Panel + (f / 32) Strip + (r % 32) Row + f % 32.</summary>
/// <param name="Features">Features of a row.</param>
/// <param name="Panel">Numbers from one group of 32 rows to the next.</param>
/// <param name="Strip">Numbers from one group of 32 features to the next.</param>
/// <param name="Row">Numbers from one row to the next within a group.</param>
internal readonly record struct RowLayout(int Features, int Panel, int Strip, int Row)
{
    private const int Width = BatchTensor<float>.StripWidth;

    /// <summary>[panel][strip][32 rows][32 features], as <see cref="BatchTensor{T}.Strips"/>: whole cache lines, one after another.</summary>
    public static RowLayout Strips(int features) => new(features, BatchTensor<float>.StripsFor(features) * Width * Width, Width * Width, Width);

    /// <summary>One contiguous row after another.</summary>
    public static RowLayout RowMajor(int features) => new(features, Width * features, Width, features);

    /// <summary>One past the last number of so many rows; whole panels where the panels are not contiguous rows.</summary>
    public long Length(int rows) => Row == Features ? (long)rows * Features : (long)BatchTensor<float>.PanelsFor(rows) * Panel;

    /// <summary>Where feature f of row r lies.</summary>
    public int IndexOf(int row, int feature) => (row / Width * Panel) + (feature / Width * Strip) + (row % Width * Row) + (feature % Width);
}
