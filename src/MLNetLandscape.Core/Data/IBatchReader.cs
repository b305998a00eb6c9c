namespace MLNetLandscape.Core.Data;

/// <summary>One reading of a data set.</summary>
public interface IBatchReader : IDisposable
{
    /// <summary>Fills <paramref name="batch"/> up to its capacity and sets its rows; false, with no rows, at the end.</summary>
    bool Read(Batch<float> batch);
}
