using System.Text.Json;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Persistence;
using MLNetLandscape.Trainers;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>What decides a trial's figures, data aside: the sampled parameters, and every setting of its steps.</summary>
internal static class TrialIdentity
{
    /// <summary>The settings by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(SweepablePipeline pipeline, TrialSettings settings)
    {
        Dictionary<string, JsonElement> identity = new(StringComparer.Ordinal) { ["parameters"] = JsonSerializer.SerializeToElement(settings.Parameter) };

        // A context of its own: trainers without a seed draw one from theirs.
        foreach ((int index, IEstimator<ITransformer> step) in new PipelineSteps(pipeline, new MLContext(1), settings).Build().Index())
        {
            identity[$"step {index}"] = JsonSerializer.SerializeToElement(step.GetType().FullName);
            if (step is ILandscapeTrainer { Options: var options } trainer)
            {
                identity[$"options {index}"] = JsonSerializer.SerializeToElement(SweepSettings.Of(options, options.ValidationFraction), JsonFormat.Compact);
                identity[$"lambda {index}"] = JsonSerializer.SerializeToElement(options.Lambda);
                identity[$"seed {index}"] = JsonSerializer.SerializeToElement(options.Seed);
                identity[$"trainer {index}"] = JsonSerializer.SerializeToElement(new { trainer.IsCalibrated, trainer.StandardizesLabel, trainer.Source });
            }
        }

        return identity;
    }
}
