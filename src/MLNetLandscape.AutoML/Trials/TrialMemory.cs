using MLNetLandscape.AutoML.Abandonment;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>What the trials of one experiment share: the folds, and what came before. AutoML runs one trial at a time.</summary>
internal sealed class TrialMemory(NetworkTrialOptions options)
{
    private IReadOnlyList<TrialFold>? folds;
    private TrialStateFile? state;
    private double worstLoss = double.NegativeInfinity;

    public NetworkTrialOptions Options { get; } = options;

    public CompletedCurves? Curves { get; } = options.Abandonment is null ? null : new CompletedCurves(options.Abandonment);

    /// <summary>Trains the trials' networks.</summary>
    public IFoldTrainer Networks { get; } = options.Runner is { } runner ? new FoldsOnRunner(runner, options.Study) : new FoldsHere();

    /// <summary>The worst finite loss of a completed trial.</summary>
    public double WorstLoss => double.IsNegativeInfinity(worstLoss) ? double.MaxValue : worstLoss;

    /// <summary>The training and validation data of each fold.</summary>
    /// <remarks>The folds live as long as the experiment, hence in a context of their own: the experiment cancels a trial's.</remarks>
    public IReadOnlyList<TrialFold> Folds(IDatasetManager data, MLContext context, TrialSettings settings) => data switch
    {
        ICrossValidateDatasetManager crossValidation => folds ??= Split(crossValidation),
        ITrainValidateDatasetManager fixedSplit => [new TrialFold(fixedSplit.LoadTrainDataset(context, settings), fixedSplit.LoadValidateDataset(context, settings))],
        _ => throw new InvalidOperationException(
            $"The experiment's data must be training and validation data or data to cross-validate, but its manager is {data.GetType().Name}. Call SetDataset."),
    };

    /// <summary>The file of the trials that ended; null where none is asked for.</summary>
    public TrialStateFile? State(IDatasetManager data, IReadOnlyList<TrialFold> all, IEvaluateMetricManager metric, CancellationToken cancellationToken) =>
        Options.StatePath is { } path ? state ??= TrialStateFile.Open(path, SearchIdentity.Of(data, all, metric, Options, cancellationToken)) : null;

    /// <summary>Takes in a completed trial.</summary>
    public void Complete(double loss, IReadOnlyList<IReadOnlyList<double>> curves)
    {
        worstLoss = double.IsFinite(loss) ? Math.Max(worstLoss, loss) : worstLoss;
        for (int fold = 0; fold < curves.Count; fold++)
        {
            Curves?.Add(fold, curves[fold]);
        }
    }

    private TrialFold[] Split(ICrossValidateDatasetManager data)
    {
        MLContext context = new(Options.FoldSeed);
        return
        [
            .. context.Data.CrossValidationSplit(data.Dataset, data.Fold, data.SamplingKeyColumnName, Options.FoldSeed)
                .Select(split => new TrialFold(split.TrainSet, split.TestSet)),
        ];
    }
}
