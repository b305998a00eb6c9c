namespace MLNetLandscape.Core.Data;

/// <summary>Delivers the rows of a data set, batch by batch, as often as asked.</summary>
public interface IBatchSource
{
    /// <summary>Features of a row.</summary>
    int FeatureCount { get; }

    /// <summary>Numbers in a row's target.</summary>
    int TargetWidth { get; }

    /// <summary>Rows in all; null where only a full reading could tell.</summary>
    long? RowCount { get; }

    /// <summary>A digest of all rows, in their own order and not an epoch's; null where it would take a reading of the source.</summary>
    string? Digest => null;

    /// <summary>Starts reading. The order depends on <paramref name="epoch"/> and the source's own seed alone.</summary>
    /// <param name="epoch">The epoch, from 0; a source that does not shuffle ignores it.</param>
    IBatchReader Open(int epoch);
}
