namespace MLNetLandscape.Scoring;

/// <summary>Makes a column's value of a row's scores.</summary>
internal delegate void ScoreReader<T>(ReadOnlySpan<float> scores, ref T value);
