using MLNetLandscape.Models;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Trainers;

/// <summary>What data and a model to start from must have in common, whatever computes in it.</summary>
internal static class WarmStartRules
{
    /// <exception cref="ArgumentException">The data has other features or other classes than the model.</exception>
    public static void Check(LandscapeModel model, TrainingColumns columns)
    {
        if (columns.FeatureCount != model.InputSize)
        {
            throw new ArgumentException(
                $"The model to start from takes {model.InputSize} features, but column '{columns.Features.Name}' has {columns.FeatureCount}. "
                + "Build the features as in the model's training.",
                nameof(model));
        }

        if (model.Scoring.DifferenceOf(columns.Label) is string difference)
        {
            throw new ArgumentException(
                $"The keys of the training data must stand for the classes of the model to start from, but column '{columns.Label.Name}' {difference}. "
                + "Transform the data with the mapping that the model was trained with.",
                nameof(model));
        }
    }
}
