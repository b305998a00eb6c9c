namespace MLNetLandscape.Core.Pretraining;

/// <summary>A column g beside the columns G of an <see cref="IncrementalLeastSquares"/>: its coefficients Q'g and what is left of it, (I - G G^+) g.</summary>
/// <remarks>Buffers to be used again; <see cref="IncrementalLeastSquares.Project"/> fills them. It belongs to the columns that were there then.</remarks>
public sealed class ColumnProjection
{
    internal ColumnProjection(int rows, int capacity)
    {
        Remainder = new double[rows];
        Coefficients = new double[capacity];
    }

    /// <summary>||g||.</summary>
    public double Norm { get; internal set; }

    /// <summary>||(I - G G^+) g||.</summary>
    public double RemainderNorm { get; internal set; }

    /// <summary>Whether g is a combination of the columns of G, up to rounding: then it can add nothing.</summary>
    public bool IsDependent { get; internal set; }

    internal double[] Remainder { get; }

    /// <summary>Q'g, one number a column of G.</summary>
    internal double[] Coefficients { get; }

    /// <summary>The version of the columns that it belongs to.</summary>
    internal long Version { get; set; } = -1;
}
