using System.Numerics.Tensors;
using MLNetLandscape.Analysis.Ranks;
using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Analysis.Cells;

/// <summary>A differentiable region of weight space: which units are active on which rows, I_ij = 1{w_i'x_j > 0}.</summary>
/// <remarks>Within a cell f is linear in R_i = z_i w_i: f = A R with row j of A = [I_1j x_j' ... I_Kj x_j']. Source: Bo Liu, arXiv:2002.04763.</remarks>
public sealed class ReluCell : IEquatable<ReluCell>
{
    private readonly bool[] active;

    private ReluCell(Dataset<double> data, bool[] active, int units) => (Data, this.active, Units) = (data, active, units);

    /// <summary>The rows x_j and labels y_j.</summary>
    public Dataset<double> Data { get; }

    /// <summary>Units, K.</summary>
    public int Units { get; }

    /// <summary>Units that are active on no row: directions in which the objective is flat.</summary>
    public IReadOnlyList<int> DeadUnits => [.. Enumerable.Range(0, Units).Where(i => ActiveRows(i) == 0)];

    /// <summary>The cell that contains the units' weights.</summary>
    /// <param name="data">Rows of d features, a constant one included if there is a bias, and one label each.</param>
    /// <param name="units">The units.</param>
    /// <exception cref="ArgumentException">Units and data do not fit.</exception>
    public static ReluCell Containing(Dataset<double> data, ReluUnits units)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(units);
        data.Validate();
        if (data.FeatureCount != units.Features || data.TargetWidth != 1)
        {
            throw new ArgumentException(
                $"The units take rows of {units.Features} features and 1 label, but the data has {data.FeatureCount} and {data.TargetWidth}. "
                + "A bias is a constant feature: add it to the data.",
                nameof(data));
        }

        bool[] active = new bool[checked(units.Count * data.Rows)];
        for (int i = 0; i < units.Count; i++)
        {
            for (int j = 0; j < data.Rows; j++)
            {
                active[(i * data.Rows) + j] = TensorPrimitives.Dot(units.Unit(i), Row(data, j)) > 0;
            }
        }

        return new ReluCell(data, active, units.Count);
    }

    /// <summary>I_ij.</summary>
    public bool IsActive(int unit, int row) => active[(unit * Data.Rows) + row];

    /// <summary>Rows on which a unit is active.</summary>
    public int ActiveRows(int unit) => active.AsSpan(unit * Data.Rows, Data.Rows).Count(true);

    /// <summary>Whether both are the same region of the same data.</summary>
    public bool Equals(ReluCell? other) => other is not null && Units == other.Units && ReferenceEquals(Data, other.Data) && active.AsSpan().SequenceEqual(other.active);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReluCell);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (bool bit in active)
        {
            hash.Add(bit);
        }

        return hash.ToHashCode();
    }

    /// <summary>x_j.</summary>
    internal static ReadOnlySpan<double> Row(Dataset<double> data, int row) => data.Features.Span.Slice(row * data.FeatureCount, data.FeatureCount);

    /// <summary>A, of N x K d, with the columns of unit i multiplied by <paramref name="factors"/>[i], or by 1.</summary>
    internal PivotedQr CreateDesign(ReadOnlySpan<double> factors = default)
    {
        int features = Data.FeatureCount;
        PivotedQr design = new(Data.Rows, Units * features);
        for (int column = 0; column < design.Columns; column++)
        {
            (int unit, int feature) = Math.DivRem(column, features);
            double factor = factors.IsEmpty ? 1 : factors[unit];
            Span<double> values = design.Column(column);
            for (int j = 0; j < Data.Rows; j++)
            {
                values[j] = IsActive(unit, j) ? factor * Row(Data, j)[feature] : 0;
            }
        }

        return design;
    }
}
