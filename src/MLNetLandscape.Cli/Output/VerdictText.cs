using MLNetLandscape.Analysis.Certificates;

namespace MLNetLandscape.Cli.Output;

/// <summary>Verdicts in words.</summary>
internal static class VerdictText
{
    /// <summary>The verdict for a reader.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.CertifiedGlobalMinimum => "global minimum, certified: no parameters have a lower value",
        Verdict.CertifiedUpToTolerance => "certified up to the tolerance: no parameters are better by more",
        Verdict.Saddle => "saddle: a direction of negative curvature lowers the objective",
        Verdict.Diverging => "diverging: the objective falls along a path to infinity",
        Verdict.NotStationary => "not stationary: the gradient does not vanish, training has not ended",
        _ => "undecided: none of the verdicts could be shown",
    };
}
