using MLNetLandscape.Core.Data.Download;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Experiments.Hessians;

/// <summary>Are the layer blocks of the Hessian positive semi-definite for piecewise-linear networks, and what does KFRA make of that?</summary>
public sealed class HessianExperiment : Experiment<HessianTrialSettings, HessianTrialResult>
{
    /// <summary>The part on blocks and slices.</summary>
    internal const string BlockPart = "blocks";

    /// <summary>The part on KFRA.</summary>
    internal const string AutoencoderPart = "kfra";

    /// <summary>How many times the steps Adam gets in its last arms: at full size so many take the processor time of one of KFRA's.</summary>
    private const int Longer = 12;

    private static readonly (AutoencoderMethod Method, double Setting, int Factor)[] Arms =
    [
        (AutoencoderMethod.Kfra, 0.0001, 1), (AutoencoderMethod.Kfra, 0.001, 1), (AutoencoderMethod.Kfra, 0.01, 1), (AutoencoderMethod.Kfra, 0.1, 1),
        (AutoencoderMethod.Adam, 1e-3, 1), (AutoencoderMethod.Adam, 3e-3, 1), (AutoencoderMethod.Adam, 1e-2, 1), (AutoencoderMethod.Adam, 3e-2, 1),
        (AutoencoderMethod.Sgd, 3e-3, 1), (AutoencoderMethod.Sgd, 1e-2, 1), (AutoencoderMethod.Sgd, 3e-2, 1), (AutoencoderMethod.Sgd, 1e-1, 1),
        (AutoencoderMethod.Adam, 1e-3, Longer), (AutoencoderMethod.Adam, 3e-3, Longer), (AutoencoderMethod.Adam, 1e-2, Longer),
    ];

    /// <inheritdoc/>
    public override string Name => "hessian";

    /// <inheritdoc/>
    public override string Question =>
        "Are the layers' diagonal blocks of the Hessian positive semi-definite for ReLU but not for tanh, and does KFRA, which approximates them, train an autoencoder in fewer steps?";

    /// <inheritdoc/>
    public override string Source => "Botev, Ritter, Barber, \"Practical Gauss-Newton optimisation for deep learning\", ICML 2017, arXiv:1706.03662";

    /// <inheritdoc/>
    public override string ExpectedTime => "about 20 minutes on 2 cores (40 minutes of processor time, from steps of 2.6 s by KFRA and 0.22 s by Adam); --quick 20 seconds";

    /// <inheritdoc/>
    public override int DefaultRuns => 20;

    /// <inheritdoc/>
    public override int? DefaultEpochs => 20;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parts => [BlockPart, AutoencoderPart];

    /// <inheritdoc/>
    protected override int Version => 2;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, int Value, int Least)> LimitsOf(HessianTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            ("Rows", settings.Rows, 1), ("Places", settings.Places, 2), ("BatchSize", settings.BatchSize, 1), ("Epochs", settings.Epochs, 1),
        ];
    }

    /// <inheritdoc/>
    protected override void Validate(HessianTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        base.Validate(settings);
        if (settings.Task == HessianTask.Autoencoder && settings.Encoder.Count == 0)
        {
            throw new ArgumentException("Encoder must have at least one layer, the code, but was empty.");
        }
    }

    /// <inheritdoc/>
    protected override double CostOf(HessianTrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Task == HessianTask.Blocks ? 1 : settings.Epochs * (settings.Method == AutoencoderMethod.Kfra ? 5 : 0.5);
    }

    /// <inheritdoc/>
    protected override IEnumerable<PlannedTrial<HessianTrialSettings>> PlanTrials(ExperimentOptions options, ExperimentData data)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        int runs = options.Runs ?? (options.Quick ? 3 : DefaultRuns);
        foreach (HessianActivation activation in options.Includes(BlockPart) ? Enum.GetValues<HessianActivation>() : [])
        {
            for (int run = 0; run < runs; run++)
            {
                HessianTrialSettings settings = new() { Task = HessianTask.Blocks, Activation = activation, Rows = 60, Places = options.Quick ? 41 : 61 };
                yield return new($"blocks {activation} {run}", settings, run);
            }
        }

        if (!options.Includes(AutoencoderPart))
        {
            yield break;
        }

        IReadOnlyDictionary<string, ContentHash> digits = data.Require(DatasetCatalog.Mnist);
        int epochs = options.Epochs ?? (options.Quick ? 8 : DefaultEpochs!.Value);
        foreach ((AutoencoderMethod method, double setting, int factor) in Arms)
        {
            HessianTrialSettings settings = new()
            {
                Task = HessianTask.Autoencoder,
                Method = method,
                Setting = setting,
                Rows = options.Quick ? 1000 : 5000,
                Pools = options.Quick,
                Encoder = options.Quick ? [60, 30, 10] : [1000, 500, 250, 30],
                BatchSize = options.Quick ? 250 : 1000,
                Epochs = epochs * factor,
            };
            yield return new(FormattableString.Invariant($"autoencoder {method} {setting}{(factor > 1 ? $", {factor} times the steps" : "")}"), settings, 1_000_000, digits);
        }
    }

    /// <inheritdoc/>
    protected override HessianTrialResult Run(HessianTrialSettings settings, TrialContext context)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(context);
        return settings.Task == HessianTask.Blocks ? new BlockTraining(settings, context.Seed).Run(context) : new AutoencoderTraining(settings, context).Run();
    }

    /// <inheritdoc/>
    protected override ExperimentReport Summarize(
        ExperimentOptions options, IReadOnlyList<(HessianTrialSettings Settings, HessianTrialResult Result)> trials)
    {
        BlockSummary blocks = new([.. trials.Where(trial => trial.Settings.Task == HessianTask.Blocks)]);
        AutoencoderSummary autoencoder = new([.. trials.Where(trial => trial.Settings.Task == HessianTask.Autoencoder)]);
        return new ExperimentReport
        {
            Setting = [.. blocks.Setting(), .. autoencoder.Setting()],
            Claims = [.. blocks.Claims(), .. autoencoder.Claims()],
            Tables = [.. blocks.Tables(), .. autoencoder.Tables()],
            Figures = [.. blocks.Figures(), .. autoencoder.Figures()],
            Remarks =
            [
                "Blocks are those of the exact Hessian, from Hessian-vector products in double precision; eigenvalues down to -1e-10 of the largest count as zero.",
                "KFRA is compared step by step. A step costs many times one of Adam's, in proportion to the cubes of the layers' widths; times are left out of reports, which repeat bit for bit.",
            ],
        };
    }
}
