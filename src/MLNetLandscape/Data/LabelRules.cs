using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>What the labels of training data must show.</summary>
internal static class LabelRules
{
    /// <exception cref="ArgumentException">Two classes are to be told apart, but the rows that count show one.</exception>
    public static void CheckClasses(TrainingRowsRequest request, Dataset<float> training)
    {
        ReadOnlySpan<float> targets = training.Targets.Span;
        bool hasPositive = false, hasNegative = false;
        for (int row = 0; request.Task == LearningTask.Binary && row < targets.Length && !(hasPositive && hasNegative); row++)
        {
            bool counts = training.Weights is not { } weights || weights.Span[row] > 0;
            hasPositive |= counts && targets[row] > 0;
            hasNegative |= counts && targets[row] < 0;
        }

        CheckClasses(request, hasPositive, hasNegative);
    }

    /// <exception cref="ArgumentException">Two classes are to be told apart, but the rows that count show one; without weights, the text is ML.NET's.</exception>
    public static void CheckClasses(TrainingRowsRequest request, bool hasPositive, bool hasNegative)
    {
        if (request.Task == LearningTask.Binary && !(hasPositive && hasNegative))
        {
            string counted = request.Names.Weight is { } weight ? $" with a positive weight in '{weight}'" : "";
            throw new ArgumentException(
                $"The label column '{request.Names.Label}' of the training data has only one class{counted}. Two classes are required for binary classification.");
        }
    }
}
