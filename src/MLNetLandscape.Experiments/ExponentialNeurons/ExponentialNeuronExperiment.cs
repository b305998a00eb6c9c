using System.Globalization;
using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>The article's experiment on EEG frames: does the exponential neuron raise the validation accuracy?</summary>
public sealed class ExponentialNeuronExperiment : Experiment<EegTrialSettings, EegTrialResult>
{
    /// <summary>Raw frames and a random split, as in the article: without a neuron and with one.</summary>
    internal const string ArticlePart = "article";

    /// <summary>The same frames and split, the neuron clipped or started as in the article, beside no neuron.</summary>
    internal const string VariantsPart = "article-variants";

    /// <summary>Standardised frames and a random split.</summary>
    internal const string StandardizedPart = "standardized";

    /// <summary>Logarithms of power and a random split.</summary>
    internal const string LogPowerPart = "log-power";

    /// <summary>Standardised frames, whole sessions held out.</summary>
    internal const string SessionPart = "leave-session-out";

    /// <summary>Standardised frames, whole subjects held out.</summary>
    internal const string SubjectPart = "leave-subject-out";

    /// <summary>The article's epochs.</summary>
    internal const int ArticleEpochs = 400;

    /// <summary>The article's runs of an arm.</summary>
    internal const int FullRuns = 5;

    /// <summary>Epochs of the parts that are ours: on the random split, most of the rise is over by then.</summary>
    internal const int OwnEpochs = 60;

    private const int MostFolds = 8;
    private const int QuickStride = 15;

    /// <inheritdoc/>
    public override string Name => "exponential-neuron";

    /// <inheritdoc/>
    public override string Question => "Does an exponential neuron raise the validation accuracy of the EEG network?";

    /// <inheritdoc/>
    public override string Source => "Liang, Sun, Lee, Srikant, NeurIPS 2018, arXiv:1805.08671; \"Adding one neuron can eliminate all bad local minima\" on EEG";

    /// <inheritdoc/>
    public override string ExpectedTime => "about 2 hours on 2 cores (20 trainings of 400 epochs and 40 of 60, 1.3 seconds of processor time an epoch); --quick 30 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => FullRuns;

    /// <inheritdoc/>
    public override int? DefaultEpochs => ArticleEpochs;

    /// <inheritdoc/>
    protected override int Version => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => [ArticlePart, VariantsPart, StandardizedPart, LogPowerPart, SessionPart, SubjectPart];

    /// <summary>Epochs of a part in the full setting.</summary>
    internal static int FullEpochsOf(string part) => part == ArticlePart ? ArticleEpochs : OwnEpochs;

    /// <inheritdoc/>
    protected override void Validate(EegTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Epochs < 1 || settings.Stride < 1 || settings.Run < 0 || !HasRightFolds(settings))
        {
            throw new ArgumentException(
                $"Epochs and Stride must be at least 1, Run at least 0 and Folds 2 to {MostFolds}, or null for {EegSplit.Random}, but were {settings.Epochs}, {settings.Stride}, {settings.Run} and {settings.Folds?.ToString(CultureInfo.InvariantCulture) ?? "null"} for {settings.Split}.");
        }
    }

    /// <inheritdoc/>
    protected override double CostOf(EegTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Epochs * (settings.Arm == EegArm.NeuronArticleStart ? 0.01 : 1);
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<EegTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        IReadOnlyDictionary<string, ContentHash> files = data.RequireEeg();
        int runs = options.Runs ?? (options.Quick ? 2 : DefaultRuns);

        // Run by run, so that an experiment that is looked at early has whole runs of all arms.
        for (int run = 0; run < runs; run++)
        {
            foreach ((string part, EegScaling scaling, EegSplit split) in Settings)
            {
                foreach (EegArm arm in ArmsOf(part, options))
                {
                    EegTrialSettings settings = new()
                    {
                        Part = part,
                        Scaling = scaling,
                        Split = split,
                        Arm = arm,
                        Run = run,
                        Folds = split == EegSplit.Random ? null : Math.Clamp(runs, 2, MostFolds),
                        Epochs = options.Epochs ?? (options.Quick ? 2 : FullEpochsOf(part)),
                        Stride = options.Quick ? QuickStride : 1,
                    };
                    yield return new($"{part} {arm} {run}", settings, run, files);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override EegTrialResult Run(EegTrialSettings settings, TrialContext context) => EegTraining.Run(settings, context);

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(EegTrialSettings Settings, EegTrialResult Result)> trials) =>
        new EegSummary(trials).Report();

    private static bool HasRightFolds(EegTrialSettings settings) => settings.Split == EegSplit.Random ? settings.Folds is null : settings.Folds is >= 2 and <= MostFolds;

    private static IReadOnlyList<(string Part, EegScaling Scaling, EegSplit Split)> Settings =>
    [
        (ArticlePart, EegScaling.Raw, EegSplit.Random),
        (StandardizedPart, EegScaling.Standardized, EegSplit.Random),
        (LogPowerPart, EegScaling.LogPower, EegSplit.Random),
        (SessionPart, EegScaling.Standardized, EegSplit.Sessions),
        (SubjectPart, EegScaling.Standardized, EegSplit.Subjects),
    ];

    private static IEnumerable<EegArm> ArmsOf(string part, ExperimentOptions options)
    {
        bool variants = part == ArticlePart && options.Includes(VariantsPart);
        return Enum.GetValues<EegArm>().Where(arm => arm switch
        {
            EegArm.Plain => options.Includes(part) || variants,
            EegArm.Neuron => options.Includes(part),
            _ => variants,
        });
    }
}
