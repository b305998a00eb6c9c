namespace MLNetLandscape.Experiments.Reports;

/// <summary>A claim of the literature and what the experiment says of it.</summary>
/// <param name="Claim">The claim, in one sentence.</param>
/// <param name="Verdict">Whether it holds.</param>
/// <param name="Reasons">Why, with the figures that decide; at least one.</param>
public sealed record ClaimReview(string Claim, ClaimVerdict Verdict, IReadOnlyList<string> Reasons)
{
    /// <summary>The verdict as a reader would say it.</summary>
    public static string Describe(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Holds => "holds",
        ClaimVerdict.HoldsUnderConditions => "holds under conditions",
        ClaimVerdict.DoesNotHold => "does not hold",
        _ => "undecided",
    };
}
