using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>An experiment of two parts: what random networks are like, and what trained ones are.</summary>
/// <typeparam name="TSettings">What a trial is told.</typeparam>
/// <typeparam name="TResult">What it computes.</typeparam>
public abstract class SampledExperiment<TSettings, TResult> : Experiment<TSettings, TResult>
    where TSettings : notnull
    where TResult : notnull
{
    /// <summary>The part that draws at random.</summary>
    internal const string RandomPart = "random";

    /// <summary>The part that trains.</summary>
    internal const string TrainingPart = "training";

    /// <summary>The stream of random numbers of the first training: far behind those of the draws.</summary>
    private const int FirstTraining = 1_000_000;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Parts => [RandomPart, TrainingPart];

    /// <inheritdoc/>
    protected sealed override IEnumerable<PlannedTrial<TSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        int stream = 0;
        foreach ((string key, TSettings settings) in options.Includes(RandomPart) ? PlanDraws(options) : [])
        {
            yield return new($"{RandomPart} {key}", settings, stream++);
        }

        foreach ((string key, TSettings settings, int run) in options.Includes(TrainingPart) ? PlanTrainings(options) : [])
        {
            yield return new($"{TrainingPart} {key} {run}", settings, FirstTraining + run);
        }
    }

    /// <inheritdoc/>
    protected sealed override TResult Run(TSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return IsTraining(settings) ? Train(settings, context) : Draw(settings, context);
    }

    /// <summary>The keys and settings of the part that draws.</summary>
    protected abstract IEnumerable<(string Key, TSettings Settings)> PlanDraws(ExperimentOptions options);

    /// <summary>The keys and settings of the trainings; equal runs start from equal numbers.</summary>
    protected abstract IEnumerable<(string Key, TSettings Settings, int Run)> PlanTrainings(ExperimentOptions options);

    /// <summary>Whether a trial trains.</summary>
    protected abstract bool IsTraining(TSettings settings);

    /// <summary>Carries out a trial that draws.</summary>
    protected abstract TResult Draw(TSettings settings, TrialContext context);

    /// <summary>Carries out a trial that trains.</summary>
    protected abstract TResult Train(TSettings settings, TrialContext context);
}
