namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>A tuple with the figures that tables and claims need.</summary>
internal sealed class TupleRuns(KawaguchiTrialSettings settings, KawaguchiTrialResult result)
{
    private const int BatchSize = 256;

    public KawaguchiTrialSettings Settings => settings;

    public KawaguchiTrialResult Result => result;

    public IReadOnlyList<KawaguchiModel> Models => result.Models;

    /// <summary>Data, variant, widths and head.</summary>
    public string Name => string.Join(' ', new[]
    {
        settings.IsMnist ? "" : "Boston", settings.Variant == KawaguchiVariant.Dense ? "" : VariantName, string.Join('-', settings.Hidden), HeadName,
    }.Where(part => part.Length > 0));

    /// <summary>The variant in words.</summary>
    public string VariantName => settings.Variant switch
    {
        KawaguchiVariant.L1 => "L1",
        KawaguchiVariant.L2 => "L2",
        KawaguchiVariant.BatchNormalization => "batch normalization",
        KawaguchiVariant variant => variant.ToString().ToLowerInvariant(),
    };

    /// <summary>Steps of Adam of each training.</summary>
    public long Steps => settings.Epochs * ((result.TrainingRows + BatchSize - 1L) / BatchSize);

    /// <summary>The share that a training's objective still fell by over the last tenth of its epochs, the largest of the tuple; NaN where one is not finite.</summary>
    public double RecentFall => Models.Select(model => FallOver(model.Curve.Objective)).Aggregate(0.0, Math.Max);

    public double LeastLoss => Models.Min(model => model.Loss);

    public double LargestLoss => Models.Max(model => model.Loss);

    public double LossRatio => LargestLoss / Math.Max(LeastLoss, 1e-12);

    public double MedianLoss => Models.Select(model => model.Loss).Order().ElementAt(Models.Count / 2);

    public double MeanMetric => Models.Average(model => model.Metric);

    public int Constant => Models.Count(model => model.IsConstant);

    public double DeadShare => Models.Average(model => model.DeadShare);

    public double MeanAgreement => result.Pairs.Average(pair => pair.Agreement);

    /// <summary>What two networks of this accuracy agree on where their errors are independent and spread over nine wrong classes.</summary>
    public double IndependentAgreement => (MeanMetric * MeanMetric) + ((1 - MeanMetric) * (1 - MeanMetric) / 9);

    public double Distance => result.Pairs.Average(pair => pair.Distance);

    public double AlignedDistance => result.Pairs.Average(pair => pair.AlignedDistance);

    public double AlignedRatio => result.Pairs.Average(pair => pair.AlignedDistance / pair.Distance);

    public double ShareBeyond => result.Pairs.Average(pair => pair.ShareBeyond);

    public double AlignedShareBeyond => result.Pairs.Average(pair => pair.AlignedShareBeyond);

    private static double FallOver(IReadOnlyList<double> objective)
    {
        int tenth = Math.Max(1, objective.Count / 10);
        return objective.Count <= tenth ? double.NaN : 1 - (objective[^1] / objective[^(tenth + 1)]);
    }

    private string HeadName => settings.Head switch
    {
        KawaguchiHead.Relu => "ReLU outputs",
        KawaguchiHead.Identity => "identity outputs",
        KawaguchiHead.Softmax => "softmax, squared",
        _ => "cross entropy",
    };
}
