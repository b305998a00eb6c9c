using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Experiments.Adversarial;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>Do networks that start differently end at one function, one loss and one point? With the controls that such claims need, and deep linear networks.</summary>
public sealed class KawaguchiExperiment : Experiment<KawaguchiTrialSettings, KawaguchiTrialResult>
{
    /// <summary>The tuples on digits; the hidden widths follow, as in mnist-500-300.</summary>
    internal const string MnistPart = "mnist-";

    /// <summary>The tuples on house values.</summary>
    internal const string BostonPart = "boston";

    /// <summary>Deep linear networks.</summary>
    internal const string LinearPart = "linear";

    /// <summary>The articles' list of future work.</summary>
    internal const string FuturePart = "future";

    private const int Models = 4;
    private const int QuickRows = 600;
    private const int MnistEpochs = 20;
    private const int BostonEpochs = 3_000;
    private const int QuickWidth = 50;
    private const int QuickShrinkage = 10;
    private const int Compared = 2_000;

    private static readonly int[][] Widths = [[500], [500, 300], [10, 10]];

    /// <inheritdoc/>
    public override string Name => "kawaguchi";

    /// <inheritdoc/>
    public override string Question => "Do trainings from different starts end at the same loss, the same answers and the same weights?";

    /// <inheritdoc/>
    public override string Source => "\"Investigating experimentally deep learning without poor local minima\"; Kawaguchi, NeurIPS 2016, arXiv:1605.07110";

    /// <inheritdoc/>
    public override string ExpectedTime => "about 25 minutes on 2 cores (50 minutes of processor time); --quick 20 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 1;

    /// <inheritdoc/>
    public override int? DefaultEpochs => MnistEpochs;

    /// <inheritdoc/>
    public override bool TakesRows => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => [.. Widths.Select(PartOf), BostonPart, LinearPart, FuturePart];

    /// <inheritdoc/>
    protected override void Validate(KawaguchiTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Models < 2 || settings.Epochs < 1 || settings.TrainingRows < 1 || settings.ComparedRows < 1)
        {
            throw new ArgumentException(
                $"Models must be at least 2, Epochs, TrainingRows and ComparedRows at least 1, but were {settings.Models}, {settings.Epochs}, {settings.TrainingRows} and {settings.ComparedRows}.");
        }

        if (settings.Hidden.Any(width => width < 1) || (settings.Hidden.Count == 0 && settings.Variant != KawaguchiVariant.Convolutional))
        {
            throw new ArgumentException($"Hidden must have at least one width, each at least 1, but was {string.Join(", ", settings.Hidden)}.");
        }
    }

    /// <inheritdoc/>
    protected override double CostOf(KawaguchiTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        double rows = settings.Variant switch
        {
            KawaguchiVariant.Linear => 1,
            KawaguchiVariant.Adversarial => AdversarialTuple.StepsPerEpoch * RingGame.BatchSize,
            _ => settings.IsMnist ? Math.Min(60_000, settings.TrainingRows) : 400,
        };
        return settings.Models * (double)settings.Epochs * rows * (settings.Hidden.Sum() + 20);
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<KawaguchiTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        foreach (KawaguchiTrialSettings settings in SettingsOf(options))
        {
            for (int run = 0; run < (options.Runs ?? DefaultRuns); run++)
            {
                IReadOnlyDictionary<string, ContentHash>? files = settings.Variant is KawaguchiVariant.Linear or KawaguchiVariant.Adversarial ? null
                    : data.Require(settings.IsMnist ? DatasetCatalog.Mnist : DatasetCatalog.Boston);
                string name = $"{settings.Part} {settings.Variant} {settings.Head} {string.Join('-', settings.Hidden)} {run}";

                // Tuples of equal widths start from equal numbers, whatever their head.
                yield return new(name, settings, run, files);
            }
        }
    }

    /// <inheritdoc/>
    protected override KawaguchiTrialResult Run(KawaguchiTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return settings.Variant switch
        {
            KawaguchiVariant.Linear => new KawaguchiTrialResult { Linear = LinearStudy.Run(settings, context) },
            KawaguchiVariant.Adversarial => new KawaguchiTrialResult { Game = new AdversarialTuple(settings, context).Run() },
            _ => new KawaguchiTuple(settings, context).Run(),
        };
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(ExperimentOptions options, IReadOnlyList<(KawaguchiTrialSettings Settings, KawaguchiTrialResult Result)> trials) =>
        new KawaguchiSummary(trials).Report();

    private static IEnumerable<KawaguchiTrialSettings> SettingsOf(ExperimentOptions options)
    {
        IEnumerable<KawaguchiTrialSettings> all = [.. Mnist(), .. Boston(), .. Linear(options.Quick), .. Future()];
        return all.Where(settings => options.Includes(settings.Part)).Select(settings => settings with
        {
            Epochs = settings.IsMnist && options.Epochs is { } epochs ? epochs : (options.Quick ? 2 : settings.IsMnist ? MnistEpochs : BostonEpochs),
            TrainingRows = options.Rows ?? (options.Quick ? QuickRows : int.MaxValue),
            ComparedRows = options.Quick ? QuickRows / 2 : Compared,
            Hidden = [.. settings.Hidden.Select(width => options.Quick && width > QuickWidth ? width / QuickShrinkage : width)],
        });
    }

    private static string PartOf(int[] hidden) => MnistPart + string.Join('-', hidden);

    private static IEnumerable<KawaguchiTrialSettings> Mnist() =>
        Widths.SelectMany(hidden => Enum.GetValues<KawaguchiHead>().Select(head => new KawaguchiTrialSettings
        {
            Part = PartOf(hidden),
            Variant = KawaguchiVariant.Dense,
            Head = head,
            Hidden = hidden,
            Models = Models,
        }));

    private static IEnumerable<KawaguchiTrialSettings> Boston() =>
        new[] { KawaguchiHead.Relu, KawaguchiHead.Identity }.Select(head => new KawaguchiTrialSettings
        {
            Part = BostonPart,
            Variant = KawaguchiVariant.Dense,
            Head = head,
            Hidden = [50],
            Models = Models,
            IsMnist = false,
        });

    private static IEnumerable<KawaguchiTrialSettings> Linear(bool quick) =>
        new int[][] { [2], [4], [4, 2], [3, 3], [4, 4, 4] }.Select(hidden => new KawaguchiTrialSettings
        {
            Part = LinearPart,
            Variant = KawaguchiVariant.Linear,
            Hidden = hidden,
            Models = quick ? 10 : 100,
        });

    /// <summary>Each variant beside the plain dense network of the same head and width, and adversarial games, which bring their own control.</summary>
    private static IEnumerable<KawaguchiTrialSettings> Future() =>
        Enum.GetValues<KawaguchiVariant>().Where(variant => variant != KawaguchiVariant.Linear).Select(variant => new KawaguchiTrialSettings
        {
            Part = FuturePart,
            Variant = variant,
            Head = variant == KawaguchiVariant.Adversarial ? KawaguchiHead.Identity : KawaguchiHead.CrossEntropy,
            Hidden = variant switch
            {
                KawaguchiVariant.Convolutional => [],
                KawaguchiVariant.Adversarial => [64, 64],
                _ => [100],
            },
            Models = Models,
        });
}
