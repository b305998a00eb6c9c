namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>A part of the experiment: the runs of its arms.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Epochs">Passes over the training rows in each of its runs.</param>
/// <param name="Arms">The arms.</param>
internal sealed record EegPart(string Name, int Epochs, IReadOnlyList<EegArmRuns> Arms)
{
    /// <summary>The runs of an arm; null without any.</summary>
    public EegArmRuns? Find(EegArm arm) => Arms.FirstOrDefault(runs => runs.Arm == arm);

    /// <summary>The best validation accuracies of an arm's runs; empty without any.</summary>
    public IReadOnlyList<double> BestOf(EegArm arm) => Find(arm)?.Best ?? [];
}
