using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Networks;

namespace MLNetLandscape.Core.Persistence;

/// <summary>What the parts of a saved model must have in common.</summary>
internal static class SavedModelRules
{
    /// <summary>The first rule that the model breaks, as a clause; null if it keeps all. Allocates nothing of the sizes that the model claims.</summary>
    internal static string? FindBreach(SavedModel model) =>
        FindShapeBreach(model) ?? FindNamesBreach(model) ?? FindStandardizerBreach(model);

    private static string? FindShapeBreach(SavedModel model)
    {
        try
        {
            NetworkPlan plan = new(model.Network);
            ParameterLayout layout = plan.Layout;
            model.Loss.GetTargetWidth(plan.OutputShape.Size);
            if (model.Task == LearningTask.Multiclass && model.ClassNames.Count != 0 && model.ClassNames.Count != plan.OutputShape.Size)
            {
                return $"it has {model.ClassNames.Count} class names, but its network has {plan.OutputShape.Size} outputs";
            }

            if (model.PreciseParameters is { } precise && (precise.Length != model.Parameters.Length || precise.Where((value, i) => !((float)value).Equals(model.Parameters[i])).Any()))
            {
                return "its parameters in double precision are not those in single precision before they were rounded";
            }

            return layout.Count == model.Parameters.Length && layout.StateCount == model.State.Length
                ? null
                : $"it has {model.Parameters.Length} parameters and {model.State.Length} running statistics, but its network has {layout.Count} and {layout.StateCount}";
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            return $"its network or loss is invalid: {exception.Message.TrimEnd('.')}";
        }
    }

    private static string? FindNamesBreach(SavedModel model)
    {
        if (model.FeatureNames.Contains(null!) || model.ClassNames.Contains(null!) || model.Metadata.Values.Contains(null!))
        {
            return "it has a feature name, a class name or a note that is null";
        }

        int features = model.Network.Input.Size;
        if (model.FeatureNames.Count != 0 && model.FeatureNames.Count != features)
        {
            return $"it has {model.FeatureNames.Count} feature names, but its network takes {features} features";
        }

        return model.Task == LearningTask.Binary && model.ClassNames.Count is not (0 or 2)
            ? $"it has {model.ClassNames.Count} class names, but its task is binary"
            : null;
    }

    private static string? FindStandardizerBreach(SavedModel model)
    {
        if (model.Standardizer is not Standardizer scaling)
        {
            return null;
        }

        int features = model.Network.Input.Size;
        if (scaling.Means.Length != features || scaling.Deviations.Length != features)
        {
            return $"its standardizer has {scaling.Means.Length} means and {scaling.Deviations.Length} deviations, but its network takes {features} features";
        }

        for (int j = 0; j < features; j++)
        {
            if (!double.IsFinite(scaling.Means[j]) || !double.IsFinite(scaling.Deviations[j]) || scaling.Deviations[j] <= 0)
            {
                return $"its standardizer scales feature {j} by the mean {scaling.Means[j]} and the deviation {scaling.Deviations[j]}; both must be finite, and the deviation positive";
            }
        }

        return null;
    }
}
