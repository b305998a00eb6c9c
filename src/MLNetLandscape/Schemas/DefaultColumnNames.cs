namespace MLNetLandscape.Schemas;

/// <summary>ML.NET's names of columns.</summary>
public static class DefaultColumnNames
{
    /// <summary>The label.</summary>
    public const string Label = "Label";

    /// <summary>The features.</summary>
    public const string Features = "Features";

    /// <summary>The score: the network's output, class probabilities, or the predicted number.</summary>
    public const string Score = "Score";

    /// <summary>The calibrated probability of the positive class.</summary>
    public const string Probability = "Probability";

    /// <summary>The predicted class.</summary>
    public const string PredictedLabel = "PredictedLabel";
}
