using MLNetLandscape.Core.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Data;

/// <summary>What rows must show so that a part of every class can be held back for validation.</summary>
internal static class SplitRules
{
    /// <exception cref="ArgumentException">A class has a single row.</exception>
    public static void CheckClasses(TrainingRowsRequest request, TrainingColumns columns, ReadOnlySpan<float> targets)
    {
        HashSet<float> once = [];
        HashSet<float> several = [];
        foreach (float target in targets)
        {
            if (!once.Add(target))
            {
                several.Add(target);
            }
        }

        once.ExceptWith(several);
        if (once.Count > 0)
        {
            throw new ArgumentException(
                $"ValidationFraction needs at least 2 rows of every class, one to train on and one to validate on, but '{columns.Label.Name}' "
                + $"has 1 row of class {Describe(request.Task, columns.Label, once.Min())}. "
                + "Set ValidationFraction = 0, pass validation data, or add rows of that class.");
        }
    }

    private static string Describe(LearningTask task, DataViewSchema.Column label, float target) =>
        task == LearningTask.Binary ? $"{target > 0}" : ClassList.Of(label).NameOf((int)target);
}
