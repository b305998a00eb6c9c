using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Data;

/// <summary>What the labels of training data must show.</summary>
internal static class LabelRules
{
    /// <exception cref="ArgumentException">Two classes are to be told apart, but the rows show one; the text is ML.NET's.</exception>
    public static void CheckClasses(TrainingRowsRequest request, ReadOnlySpan<float> targets)
    {
        if (request.Task == LearningTask.Binary)
        {
            CheckClasses(request, targets.ContainsAnyInRange(0.5f, 1), targets.ContainsAnyInRange(-1, -0.5f));
        }
    }

    /// <exception cref="ArgumentException">Two classes are to be told apart, but the rows show one; the text is ML.NET's.</exception>
    public static void CheckClasses(TrainingRowsRequest request, bool hasPositive, bool hasNegative)
    {
        if (request.Task == LearningTask.Binary && !(hasPositive && hasNegative))
        {
            throw new ArgumentException(
                $"The label column '{request.Names.Label}' of the training data has only one class. Two classes are required for binary classification.");
        }
    }
}
