using MLNetLandscape.Core.Data;
using MLNetLandscape.TorchSharp.Factories;
using MLNetLandscape.TorchSharp.Training;

namespace MLNetLandscape.TorchSharp.Trainers;

/// <summary>What options, columns and modules must be like.</summary>
internal static class TorchTrainerRules
{
    /// <summary>Passes options through that are sound.</summary>
    /// <exception cref="ArgumentException">No module, or two; or a shape with a size below 1.</exception>
    public static TOptions Checked<TOptions>(TOptions options)
        where TOptions : TorchTrainerOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Factory is null == options.TorchScriptPath is null)
        {
            throw new ArgumentException(
                $"A module must come from {nameof(options.Factory)} or from {nameof(options.TorchScriptPath)}, but "
                + $"{(options.Factory is null ? "neither" : "both")} was given. Set one of them.");
        }

        if (options.FeatureShape is { } shape)
        {
            _ = ModuleProbe.FeatureCount(shape);
        }

        return options;
    }

    /// <summary>The source of the options' module.</summary>
    /// <exception cref="ArgumentException">The factory could not be saved with a model, or there is no such file.</exception>
    public static ModuleSource Source(TorchTrainerOptions options) =>
        options.Factory is { } factory ? new FactorySource(factory, ModuleFactoryTypes.Describe(factory)) : TorchScriptSource.Open(options.TorchScriptPath!);

    /// <summary>The shape of a row of a feature column.</summary>
    /// <exception cref="ArgumentException">The column has another number of features than the shape.</exception>
    public static IReadOnlyList<long> RowShape(TorchTrainerOptions options, int features) => options.FeatureShape is not { } shape ? [features]
        : ModuleProbe.FeatureCount(shape) == features ? shape
        : throw new ArgumentException(
            $"FeatureShape [{string.Join(", ", shape)}] takes {ModuleProbe.FeatureCount(shape)} features, but the column '{options.FeatureColumnName}' has {features}. "
            + "Pass the shape of a row as it lies in the column.");

    /// <exception cref="ArgumentException">The module has another number of outputs than the task needs.</exception>
    public static void CheckOutputs(LearningTask task, int needed, int outputs, string label)
    {
        if (outputs != needed)
        {
            string need = task == LearningTask.Multiclass ? $"one output for each of the {needed} classes of '{label}'" : "one output";
            throw new ArgumentException($"A module for {Name(task)} must have {need}, but has {outputs}. Change its last layer.");
        }
    }

    private static string Name(LearningTask task) => task switch
    {
        LearningTask.Binary => "two classes",
        LearningTask.Multiclass => "several classes",
        _ => "regression",
    };
}
