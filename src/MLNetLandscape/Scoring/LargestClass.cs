namespace MLNetLandscape.Scoring;

/// <summary>The predicted class of a row.</summary>
internal static class LargestClass
{
    /// <summary>The key, from 1, of the largest score; the first of equals. 0, which is missing, where the scores are not numbers.</summary>
    public static uint KeyOf(ReadOnlySpan<float> scores)
    {
        int largest = 0;
        for (int k = 1; k < scores.Length; k++)
        {
            largest = scores[k] > scores[largest] ? k : largest;
        }

        return float.IsNaN(scores[largest]) ? 0 : (uint)largest + 1;
    }
}
