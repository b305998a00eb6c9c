using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.NeuronUses;

/// <summary>What does the neuron do in a recurrent network and in a GAN's discriminator, and does its scale tell when to stop?</summary>
public sealed class NeuronUsesExperiment : Experiment<UseTrialSettings, UseTrialResult>
{
    /// <inheritdoc/>
    public override string Name => "neuron-uses";

    /// <inheritdoc/>
    public override string Question => "What does the exponential neuron do in a recurrent network and in a GAN's discriminator, and does its scale tell when to stop training?";

    /// <inheritdoc/>
    public override string Source => "remarks on the theorem of Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671; the setting is ours";

    /// <inheritdoc/>
    public override string ExpectedTime => "25 seconds on 2 cores (46 seconds of processor time); --quick 6 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 20;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => ["recurrent", "gan", "stopping"];

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(UseTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [("Epochs", settings.Epochs, 1)];
    }

    /// <inheritdoc/>
    protected override double CostOf(UseTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Epochs * (settings.Task == UseTask.Gan ? 10 : 1);
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<UseTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        int runs = options.Runs ?? (options.Quick ? 3 : DefaultRuns);
        for (int run = 0; run < runs; run++)
        {
            foreach (UseTrialSettings settings in Arms(options))
            {
                string arm = settings.Task == UseTask.Stopping ? $"{settings.Problem} {settings.Rule}" : settings.HasNeuron ? "neuron" : "plain";
                yield return new($"{settings.Task} {arm} {run}", settings, run);
            }
        }
    }

    /// <inheritdoc/>
    protected override UseTrialResult Run(UseTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Task switch
        {
            UseTask.Recurrent => new RecurrentRun(settings, context).Run(),
            UseTask.Gan => new GanRun(settings, context).Run(),
            _ => new StoppingRun(settings, context).Run(),
        };
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(UseTrialSettings Settings, UseTrialResult Result)> trials) =>
        new NeuronUsesSummary(trials).Report();

    private static IEnumerable<UseTrialSettings> Arms(ExperimentOptions options)
    {
        foreach (UseTask task in new[] { UseTask.Recurrent, UseTask.Gan })
        {
            if (!options.Includes(task == UseTask.Gan ? "gan" : "recurrent"))
            {
                continue;
            }

            int epochs = task == UseTask.Gan ? (options.Quick ? 10 : 50) : options.Quick ? 60 : 200;
            yield return new UseTrialSettings { Task = task, HasNeuron = false, Epochs = epochs };
            yield return new UseTrialSettings { Task = task, HasNeuron = true, Epochs = epochs };
        }

        foreach (StoppingProblem problem in options.Includes("stopping") ? Enum.GetValues<StoppingProblem>() : [])
        {
            foreach (StoppingRule rule in Enum.GetValues<StoppingRule>())
            {
                yield return new UseTrialSettings { Task = UseTask.Stopping, Problem = problem, Rule = rule, Epochs = options.Quick ? 200 : 1000 };
            }
        }
    }
}
