namespace MLNetLandscape.Core.Kernels;

/// <summary>Three nested loops over output rows, output places and vectors of lanes, with the strides of a convolution's weight gradient, in elements.</summary>
/// <remarks>Each stride is added after the loop inside has run, which itself advances by one vector at a time.</remarks>
internal struct PlaceLoop
{
    public int Rows;
    public int Places;
    public int Vectors;
    public nint OutputPlace;
    public nint OutputRow;
    public nint InputPlace;
    public nint InputRow;

    /// <summary>From one filter to the next in dZ.</summary>
    public nint OutputFilter;

    /// <summary>From one filter to the next in dK.</summary>
    public nint WeightFilter;

    /// <summary>Joins places to vectors where both sides are contiguous (stride 1).</summary>
    public void Collapse()
    {
        if (OutputPlace == 0 && InputPlace == 0)
        {
            Vectors *= Places;
            Places = 1;
        }
    }
}
