using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>How far does choosing neurons one by one, with the readout solved each time, bring a network before any training?</summary>
public sealed class PretrainingExperiment : Experiment<PretrainingTrialSettings, PretrainingTrialResult>
{
    internal const string CurvePart = "curves";
    internal const string ChangePart = "changes";
    internal const string SizePart = "sizes";
    internal const string DeepPart = "deep";
    internal const string TrainingPart = "training";
    internal const string GaussianPart = "gaussians";
    private const int Rows = 100;
    private static readonly bool[] Activations = [false, true];

    /// <inheritdoc/>
    public override string Name => "pretraining";

    /// <inheritdoc/>
    public override string Question => "How far does choosing neurons one by one, with the readout solved each time, bring a network before any training, and does training then stay below?";

    /// <inheritdoc/>
    public override string Source => "'Local minimum: not a problem for Deep Learning' (article)";

    /// <inheritdoc/>
    public override string ExpectedTime => "20 seconds on 2 cores (40 seconds of processor time); --quick 2 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 200;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => [CurvePart, ChangePart, SizePart, DeepPart, TrainingPart, GaussianPart];

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(PretrainingTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            ("Rows", settings.Rows, 2), ("Layers", settings.Layers, 1), ("Units", settings.Units, 1), ("Changes", settings.Changes, 0),
            ("TrainingIterations", settings.TrainingIterations, 0),
        ];
    }

    /// <inheritdoc/>
    protected override double CostOf(PretrainingTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double growth = (double)settings.Rows * settings.Units * settings.Units * settings.Layers * (1 + settings.Changes);
        double training = 2.0 * settings.TrainingIterations * settings.Rows * settings.Units * settings.Layers * 20;
        return 1e5 + growth + training;
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<PretrainingTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        int runs = options.Runs ?? (options.Quick ? 20 : DefaultRuns);
        int fewer = Math.Max(2, runs / 10);
        foreach (PretrainingTrialSettings settings in Settings(options))
        {
            int count = settings.Part == CurvePart ? runs : fewer;
            for (int run = 0; run < count; run++)
            {
                // Equal streams: every arm grows on the same data sets.
                yield return new($"{KeyOf(settings)} {run}", settings, run);
            }
        }
    }

    /// <inheritdoc/>
    protected override PretrainingTrialResult Run(PretrainingTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return PretrainingTrial.Run(settings, context);
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(
        ExperimentOptions options, IReadOnlyList<(PretrainingTrialSettings Settings, PretrainingTrialResult Result)> trials) =>
        new PretrainingSummary(trials).Report();

    private static string KeyOf(PretrainingTrialSettings settings) =>
        $"{settings.Part} {(settings.IsRelu ? "relu" : "tanh")} n{settings.Rows} l{settings.Layers} u{settings.Units} c{settings.Changes}{(settings.ConnectInputs ? " connected" : "")}";

    private static IEnumerable<PretrainingTrialSettings> Settings(ExperimentOptions options) =>
        from isRelu in Activations
        from settings in Settings(isRelu, options.Quick)
        where options.Includes(settings.Part)
        select settings;

    private static IEnumerable<PretrainingTrialSettings> Settings(bool isRelu, bool quick)
    {
        PretrainingTrialSettings usual = new() { Part = CurvePart, Rows = Rows, IsRelu = isRelu, Units = Rows };
        yield return usual;
        foreach (int changes in quick ? new[] { 1, 10, 100 } : [1, 10, 100, 1000])
        {
            yield return usual with { Part = ChangePart, Units = quick ? 30 : 60, Changes = changes };
        }

        foreach (int rows in quick ? new[] { 50, 200 } : [50, 200, 400])
        {
            yield return usual with { Part = SizePart, Rows = rows, Units = rows };
        }

        // 100 perturbations a layer, and a shallow network of as many neurons and perturbations beside.
        foreach ((int units, int layers) in quick ? new[] { (1, 20), (5, 6) } : [(1, 50), (5, 20)])
        {
            PretrainingTrialSettings deep = usual with { Part = DeepPart, Units = units, Layers = layers, Changes = 100 / units };
            yield return deep;
            yield return deep with { ConnectInputs = true };
            yield return deep with { Units = units * layers, Layers = 1 };
        }

        foreach (PretrainingTrialSettings start in new[]
        {
            usual with { Units = 10 }, usual with { Units = 30 }, usual with { Units = 5, Layers = 4, ConnectInputs = true },
        })
        {
            yield return start with { Part = TrainingPart, TrainingIterations = quick ? 50 : 500 };
        }

        yield return usual with { Part = GaussianPart, Rows = 200, Units = 30, Changes = 10 };
    }
}
