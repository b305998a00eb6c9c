using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>All growths of one setting.</summary>
internal sealed class PretrainingArm(PretrainingTrialSettings settings, PretrainingTrialResult[] results)
{
    public PretrainingTrialSettings Settings => settings;

    public string Activation => settings.IsRelu ? "ReLU" : "tanh";

    public int Count => results.Length;

    public int StepCount => results.Sum(result => result.Bounds.Length);

    public int Rejected => results.Sum(result => result.Rejected);

    public int Proposals => Rejected + results.Sum(result => result.Neurons.Count(neurons => neurons > 0));

    public double RejectedShare => (double)Rejected / Math.Max(1, Proposals);

    public IEnumerable<PretrainingComparison> Trainings => results.Select(result => result.Training!);

    /// <summary>||r||^2 of each data set with so many neurons in all layers; the last one, where growth ended before.</summary>
    public IEnumerable<double> At(int neurons) => neurons <= settings.Units * settings.Layers ? results.Select(result => Curve(result)[Math.Min(neurons, Curve(result).Count - 1)]) : [];

    /// <summary>The same, relative to the targets.</summary>
    public IEnumerable<double> Relative(int neurons) => At(neurons).Zip(At(0), (bound, start) => bound / start);

    /// <summary>||r||^2 when a share of all neurons is there.</summary>
    public IEnumerable<double> AfterShare(double share) => At((int)Math.Round(share * settings.Units * settings.Layers));

    /// <summary>Steps that end above the one before by more than rounding.</summary>
    public int Rises(double rounding) =>
        results.Sum(result => result.Bounds.Zip(result.Bounds.Skip(1)).Count(pair => pair.Second > (pair.First * (1 + rounding)) + (1e-20 * result.Bounds[0])));

    /// <summary>The mean over the data sets by neurons.</summary>
    public ChartPoint[] MeanCurve() => [.. Enumerable.Range(0, (settings.Units * settings.Layers) + 1).Select(u => new ChartPoint(u, At(u).Average()))];

    /// <summary>The bound by neurons in all layers: the steps but for the pass-throughs.</summary>
    private static List<double> Curve(PretrainingTrialResult result)
    {
        List<double> curve = [result.Bounds[0]];
        for (int i = 1; i < result.Bounds.Length; i++)
        {
            if (result.Neurons[i] > 0)
            {
                curve.Add(result.Bounds[i]);
            }
        }

        return curve;
    }
}
