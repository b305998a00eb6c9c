using MLNetLandscape.Analysis.Certificates;

namespace MLNetLandscape.Experiments.BadMinima;

/// <summary>What the descents say of the claims.</summary>
internal sealed class BadMinimaClaims(IReadOnlyList<ProblemRuns> groups)
{
    /// <summary>The scale above which no point is stationary but for rounding: its square, which the gradient would have to balance, is then above 1e-12.</summary>
    private const double LeastScale = 1e-6;

    /// <summary>The claims.</summary>
    public ClaimReview[] All() => [GlobalClaim(), EscapeClaim(), ScaleClaim()];

    private ClaimReview GlobalClaim()
    {
        // A finite point with a small gradient whose base network is bad and which no certificate explains would be a candidate against the theorem.
        var ends = groups.Where(group => group.Problem.IsRealizable)
            .SelectMany(group => group.Runs.SelectMany(run => run.Ends).Where(end => end.Arm != MinimumArm.Plain && end.IsFinite).Select(end => (Group: group, End: end))).ToArray();
        var bad = ends.Where(pair => pair.Group.OutcomeOf(pair.End) != EscapeOutcome.Solved).ToArray();
        MinimumEnd[] unexplained = [.. bad.Select(pair => pair.End).Where(end => end.GradientNorm < 1e-6 && end.Verdict is Verdict.Undecided)];
        int candidates = unexplained.Count(end => !IsOnItsWay(end));
        int certified = ends.Count(pair => pair.End.Verdict is Verdict.CertifiedGlobalMinimum or Verdict.CertifiedUpToTolerance);
        return new ClaimReview(
            "On realizable data, a point that is a local minimum of the objective with the neuron is a global minimum of the base network.",
            candidates == 0 ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            [
                $"Of {ends.Length} finite ends on realizable problems {certified} are certified global minima; {bad.Length} have a bad base network.",
                $"Of the bad ones {unexplained.Length} have a gradient below 1e-6 without being recognised as a saddle or as diverging. {unexplained.Length - candidates} of these have a scale |a| above 1e-6, "
                + $"where no point is stationary, so descent is on its way; only the other {candidates} could contradict the claim.",
                "The claim is about local minima, not about where descent ends.",
            ]);
    }

    /// <summary>Whether the penalty alone shows that the gradient is not zero: a dE/da less the derivative along the other parameters that undo it is a multiple of lambda a^2.</summary>
    private static bool IsOnItsWay(MinimumEnd end) =>
        end.Arm is MinimumArm.Skip or MinimumArm.Monomial or MinimumArm.LossFactor && Math.Abs(end.Scale) > LeastScale;

    private ClaimReview EscapeClaim()
    {
        List<string> reasons = [];
        (int gained, int lost, int seems) = (0, 0, 0);
        foreach (ProblemRuns group in groups)
        {
            int plain = group.Count(group.Plain, EscapeOutcome.Solved);
            foreach (MinimumArm arm in group.Problem.Arms)
            {
                IReadOnlyList<MinimumEnd> fresh = group.Ends(arm, fromPlainEnd: false), rescued = group.Ends(arm, fromPlainEnd: true);
                int solved = group.Count(fresh, EscapeOutcome.Solved);
                gained += Math.Max(0, solved - plain);
                lost += Math.Max(0, plain - solved);
                seems += group.Count(fresh, EscapeOutcome.OnlySeems);
                if (group.Problem.Name is "xor" or "dead" && arm is MinimumArm.Skip or MinimumArm.LossFactor)
                {
                    reasons.Add($"{group.Problem.Name}, {BadMinimaNames.Of(group.Optimizer)}: plain solves {plain} of {group.Runs.Count}, {BadMinimaNames.Of(arm, group.Problem)} {solved}; of {rescued.Count} stuck plain networks it rescues {group.Count(rescued, EscapeOutcome.Solved)}, "
                        + $"and {group.Count(rescued, EscapeOutcome.OnlySeems)} only seem rescued.");
                }
            }
        }

        return new ClaimReview(
            "So descent with the neuron escapes where plain descent gets stuck.",
            gained > 0 && lost == 0 && seems == 0 ? ClaimVerdict.Holds : gained > lost ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            [.. reasons, $"Over all problems, methods and arms from the same starts: {gained} solved more than plain, {lost} fewer, and {seems} ends only seem solved: the neuron carries the fit and the base network stays bad."]);
    }

    private ClaimReview ScaleClaim()
    {
        MinimumEnd[] seeming = [.. groups.SelectMany(group => group.Runs.SelectMany(run => run.Ends).Where(end => end.Arm == MinimumArm.Skip && group.OutcomeOf(end) == EscapeOutcome.OnlySeems))];
        int small = seeming.Count(end => Math.Abs(end.Scale) < 0.1);
        return new ClaimReview(
            "A scale a near zero tells that the neuron has done its work and can be taken away.",
            small > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            [
                FormattableString.Invariant($"{small} of {seeming.Length} ends where the neuron carries the fit have |a| below 0.1, the least being {seeming.Select(end => Math.Abs(end.Scale)).DefaultIfEmpty(double.NaN).Min():G3}; its largest term on the data is then {seeming.Where(end => Math.Abs(end.Scale) < 0.1).Select(end => end.LargestTerm).DefaultIfEmpty(double.NaN).Average():G3} on average."),
                $"The certificate calls {seeming.Count(end => end.Verdict == Verdict.Diverging)} of the {seeming.Length} diverging.",
            ]);
    }
}
