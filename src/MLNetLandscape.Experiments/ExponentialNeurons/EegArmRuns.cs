using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>The runs of one arm of one part.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Runs">The runs, in order.</param>
internal sealed record EegArmRuns(EegArm Arm, IReadOnlyList<EegTrialResult> Runs)
{
    /// <summary>A change of the validation accuracy between epochs from which on it counts as a jump.</summary>
    public const double Jump = 0.05;

    /// <summary>The best validation accuracy of each run that completed an epoch.</summary>
    public IReadOnlyList<double> Best => [.. Runs.Select(run => run.Curve.Best()).Where(double.IsFinite)];

    /// <summary>Runs that broke down.</summary>
    public int Diverged => Runs.Count(run => run.Curve.Reason == StopReason.Diverged);

    /// <summary>The last accuracy of each run.</summary>
    public IEnumerable<double> Last => Runs.Select(run => run.Curve.ValidationMetric.LastOrDefault(double.NaN));

    /// <summary>L~ at the end of each run.</summary>
    public IEnumerable<double> LastObjective => Runs.Select(run => run.End.Objective);

    /// <summary>|a| at the end of each run.</summary>
    public IEnumerable<double> LastScale => Runs.Select(run => Math.Abs(run.End.Neuron?.Scale ?? double.NaN));

    /// <summary>The largest term at the end of each run.</summary>
    public IEnumerable<double> LastTerm => Runs.Select(run => run.End.Neuron?.LargestTerm ?? double.NaN);

    /// <summary>Changes of at least <see cref="Jump"/> between epochs, per 100 epochs, of each run; the steep climb of the first ten epochs left out.</summary>
    public IEnumerable<double> Jumps => Runs.Select(run =>
    {
        double[] later = [.. run.Curve.ValidationMetric.Skip(10)];
        return later.Length < 2 ? double.NaN : 100.0 * later.Zip(later.Skip(1)).Count(pair => Math.Abs(pair.Second - pair.First) >= Jump) / (later.Length - 1);
    });

    /// <summary>The name in a table.</summary>
    public static string NameOf(EegArm arm) => arm switch
    {
        EegArm.Plain => "plain",
        EegArm.Neuron => "neuron",
        EegArm.NeuronClipped => "neuron, clipped",
        _ => "neuron, article's start",
    };
}
