namespace MLNetLandscape.Scoring;

/// <summary>Something that stands at a row and knows its scores.</summary>
internal interface IScoredRow
{
    /// <summary>The scores of the current row.</summary>
    ReadOnlySpan<float> Scores { get; }
}
