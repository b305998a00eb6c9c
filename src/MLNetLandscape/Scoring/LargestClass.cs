using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Scoring;

/// <summary>The predicted class of a row.</summary>
internal static class LargestClass
{
    /// <summary>The key, from 1, of the largest score; the first of equals. 0, which is missing, where the scores are not numbers.</summary>
    public static uint KeyOf(ReadOnlySpan<float> scores) => (uint)(ClassOutputs.Largest(scores) + 1);
}
