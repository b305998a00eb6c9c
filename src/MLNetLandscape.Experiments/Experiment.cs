using System.Text.Json;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments;

/// <summary>An experiment whose trials' settings and results are records.</summary>
/// <typeparam name="TSettings">What a trial is told.</typeparam>
/// <typeparam name="TResult">What it computes.</typeparam>
public abstract class Experiment<TSettings, TResult> : IExperiment, ITrialType
    where TSettings : notnull
    where TResult : notnull
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>The name of the trial type, with a version that changes whenever equal settings would give another result.</summary>
    string ITrialType.Name => $"experiment.{Name}.{Version}";

    /// <inheritdoc/>
    public abstract string Question { get; }

    /// <inheritdoc/>
    public abstract string Source { get; }

    /// <inheritdoc/>
    public abstract string ExpectedTime { get; }

    /// <inheritdoc/>
    public abstract int DefaultRuns { get; }

    /// <inheritdoc/>
    public virtual int? DefaultEpochs => null;

    /// <inheritdoc/>
    public virtual bool TakesRows => false;

    /// <inheritdoc/>
    public virtual IReadOnlyList<string> Parts => [];

    /// <inheritdoc/>
    public ITrialType TrialType => this;

    /// <summary>The version of what trials compute.</summary>
    protected virtual int Version => 1;

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Plan(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.ThrowIfUnsuitable(this);
        RandomSource root = new(options.Seed);
        return
        [
            .. PlanTrials(options, data).Select((plan, index) => new Trial
            {
                Key = plan.Key,
                Type = TrialType.Name,
                Settings = TrialJson.Write(plan.Settings),
                Seed = unchecked((long)root.Split(RandomPurpose.Run, plan.Stream ?? index).Key),
                Data = plan.Data ?? new Dictionary<string, ContentHash>(),
            }),
        ];
    }

    /// <inheritdoc/>
    public double CostOf(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return CostOf(TrialJson.Read<TSettings>(trial.Settings));
    }

    /// <inheritdoc/>
    public ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<TrialResult> trials)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(trials);
        return Summarize(
            options, [.. trials.Select(trial => (TrialJson.Read<TSettings>(trial.Trial.Settings), TrialJson.Read<TResult>(trial.Result)))]);
    }

    /// <inheritdoc/>
    void ITrialType.Validate(JsonElement settings) => Validate(TrialJson.Read<TSettings>(settings));

    /// <inheritdoc/>
    JsonElement ITrialType.Run(TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return TrialJson.Write(Run(TrialJson.Read<TSettings>(context.Settings), context));
    }

    /// <summary>The least value that each number of the settings may have, by its name.</summary>
    protected virtual IEnumerable<(string Name, int Value, int Least)> LimitsOf(TSettings settings) => [];

    /// <summary>Checks settings, wherever they come from: by default against <see cref="LimitsOf"/>.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message says which, and the rule.</exception>
    protected virtual void Validate(TSettings settings)
    {
        foreach ((string name, int value, int least) in LimitsOf(settings))
        {
            if (value < least)
            {
                throw new ArgumentException($"{name} must be at least {least}, but was {value}.");
            }
        }
    }

    /// <summary>Computes a trial; all that it draws derives from the context's seed.</summary>
    protected abstract TResult Run(TSettings settings, TrialContext context);

    /// <summary>The trials' keys, settings and data.</summary>
    protected abstract IEnumerable<PlannedTrial<TSettings>> PlanTrials(ExperimentOptions options, ExperimentData data);

    /// <summary>How long a trial takes, relative to the others.</summary>
    protected virtual double CostOf(TSettings settings) => 1;

    /// <summary>What the trials found.</summary>
    protected abstract ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(TSettings Settings, TResult Result)> trials);
}
