using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Trials;

/// <summary>Listens to the networks of one trial, passes their epochs on, and cancels the trial once it is hopeless.</summary>
internal sealed class TrialWatch : IDisposable
{
    private readonly TrialMemory memory;
    private readonly int trialId;
    private readonly int folds;
    private readonly CancellationTokenSource source;
    private readonly List<List<double>> curves = [];

    public TrialWatch(TrialMemory memory, int trialId, int folds, CancellationToken cancellation)
    {
        (this.memory, this.trialId, this.folds) = (memory, trialId, folds);
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Cancelled with the experiment, or once the trial is hopeless.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether the trial was found hopeless.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>The figures of each fold, epoch by epoch; higher is better.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Curves => curves;

    /// <summary>A listener for the network of the next fold.</summary>
    public IProgress<EpochProgress> BeginFold(bool higherIsBetter)
    {
        curves.Add([]);
        return new Listener(this, curves.Count - 1, higherIsBetter ? 1 : -1);
    }

    public void Dispose() => source.Dispose();

    private void Report(int fold, double sign, EpochProgress value)
    {
        memory.Options.Progress?.Report(new TrialEpoch(trialId, fold + 1, folds, value));
        if (value.Record.Validation is not { } validation)
        {
            return;
        }

        curves[fold].Add(sign * validation.Metric);

        // After the last epoch there is nothing left to save.
        if (value.Record.Epoch < value.Epochs && memory.Curves?.IsHopeless(fold, curves[fold]) == true)
        {
            IsAbandoned = true;
            source.Cancel();
        }
    }

    private sealed class Listener(TrialWatch watch, int fold, double sign) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => watch.Report(fold, sign, value);
    }
}
