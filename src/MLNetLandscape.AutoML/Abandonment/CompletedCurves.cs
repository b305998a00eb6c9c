namespace MLNetLandscape.AutoML.Abandonment;

/// <summary>What completed trials did epoch by epoch, and whether a trial can keep up with them. Higher figures are better.</summary>
internal sealed class CompletedCurves(MedianStopping rule)
{
    private readonly Dictionary<int, List<double[]>> runningMeans = [];

    /// <summary>For each epoch of a fold, below which figure its best so far makes it hopeless.</summary>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="epochs">Epochs.</param>
    /// <returns>Negative infinity for the epochs that every trial is granted; null while too few trials are completed.</returns>
    public IReadOnlyList<double>? Thresholds(int fold, int epochs) =>
        !runningMeans.TryGetValue(fold, out List<double[]>? others) || others.Count < rule.MinimumTrials
            ? null
            // A trial that stopped early by itself counts with where it stopped.
            : [.. Enumerable.Range(1, epochs).Select(epoch => epoch < rule.MinimumEpochs
                ? double.NegativeInfinity
                : Median([.. others.Select(means => means[Math.Min(epoch, means.Length) - 1])]))];

    /// <summary>Takes in the figures of a trial that ran to its end.</summary>
    public void Add(int fold, IReadOnlyList<double> figures)
    {
        if (figures.Count == 0)
        {
            return;
        }

        double sum = 0;
        if (!runningMeans.TryGetValue(fold, out List<double[]>? curves))
        {
            runningMeans[fold] = curves = [];
        }

        curves.Add([.. figures.Select((figure, i) => (sum += figure) / (i + 1))]);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
