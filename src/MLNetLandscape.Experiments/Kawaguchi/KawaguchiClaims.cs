namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>What the tuples and the deep linear networks say of the claims.</summary>
internal sealed class KawaguchiClaims(TupleRuns[] published, (KawaguchiTrialSettings Settings, LinearFindings Found)[] linear)
{
    /// <summary>Losses within this factor of each other count as one.</summary>
    private const double OneLoss = 1.1;

    /// <summary>Steps below which a training has hardly begun: weights of deviation 2 and more, moved by 0.001 a step, are still where they started.</summary>
    private const int LeastSteps = 1_000;

    /// <summary>The fall of an objective over the last tenth of its epochs up to which a training counts as having arrived somewhere.</summary>
    private const double SettledFall = 0.05;

    /// <summary>The claims that the trials speak of.</summary>
    public IEnumerable<ClaimReview> All()
    {
        if (published.Length > 0)
        {
            foreach (ClaimReview claim in new[] { LossClaim(), ZeroClaim(), AgreementClaim(), WeightClaim() })
            {
                yield return Settled(claim);
            }
        }

        if (linear.Length > 0)
        {
            yield return LinearClaim();
            yield return SaddleClaim();
        }
    }

    /// <summary>The claim, which is about where trainings end: undecided where some have hardly begun, or were still on their way.</summary>
    private ClaimReview Settled(ClaimReview claim)
    {
        long least = published.Min(tuple => tuple.Steps);
        if (least < LeastSteps)
        {
            return Undecided(claim, $"Some trainings took {least} steps, fewer than {LeastSteps}: they have hardly begun.");
        }

        TupleRuns[] moving = [.. published.Where(tuple => !(tuple.RecentFall <= SettledFall))];
        return moving.Length == 0
            ? claim
            : Undecided(claim, FormattableString.Invariant(
                $"Trainings were still on their way: over the last tenth of the epochs an objective fell by up to {100 * moving.Max(tuple => tuple.RecentFall):0} % in {string.Join(", ", moving.Select(tuple => tuple.Name))}. Train longer: --epochs."));
    }

    private static ClaimReview Undecided(ClaimReview claim, string reason) => claim with { Verdict = ClaimVerdict.Undecided, Reasons = [reason, .. claim.Reasons] };

    private ClaimReview LossClaim()
    {
        int one = published.Count(tuple => tuple.LossRatio <= OneLoss);
        return new ClaimReview(
            "Whatever the start, the networks of a tuple converge to the same loss.",
            one == published.Length ? ClaimVerdict.Holds : one > 0 ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            [
                .. published.Select(tuple => FormattableString.Invariant($"{tuple.Name}: losses from {tuple.LeastLoss:G3} to {tuple.LargestLoss:G3}; {tuple.Constant} of {tuple.Models.Count} networks are constant.")),
                $"In {one} of {published.Length} tuples the losses are within 10 % of each other.",
            ]);
    }

    private ClaimReview ZeroClaim()
    {
        TupleRuns[] relu = [.. published.Where(tuple => tuple.Settings.Head == KawaguchiHead.Relu)];
        TupleRuns[] mnist = [.. relu.Where(tuple => tuple.Settings.IsMnist)];
        int dead = mnist.Sum(tuple => tuple.Models.Sum(model => model.DeadOutputs)), outputs = 10 * mnist.Sum(tuple => tuple.Models.Count);
        bool isDead = outputs > 0 && dead > outputs / 4;
        return new ClaimReview(
            "Without a softmax the squared error converges to zero, hence to a global minimum.",
            relu.Length == 0 ? ClaimVerdict.Undecided : isDead ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            [
                .. relu.Select(tuple => FormattableString.Invariant(
                    $"{tuple.Name}: the loss of outputs that are all zero is {tuple.Result.ZeroLoss:G3}; the tuple's median is {tuple.MedianLoss:G3}, with {tuple.Models.Sum(model => model.DeadOutputs)} dead outputs.")),
                $"On digits {dead} of {outputs} ReLU outputs are dead: they say zero on every row, and no gradient reaches them. On one-hot targets that costs 0.05 an output and looks like convergence.",
            ]);
    }

    private ClaimReview AgreementClaim()
    {
        TupleRuns[] all = [.. published.Where(tuple => tuple.Settings.IsMnist)];
        TupleRuns[] agreeing = [.. all.Where(tuple => tuple.MeanAgreement >= 0.9)];
        return new ClaimReview(
            "Networks of a tuple answer alike on most rows.",
            all.Length == 0 ? ClaimVerdict.Undecided : agreeing.Length == all.Length ? ClaimVerdict.Holds : agreeing.Length > 0 ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            [
                .. all.Select(tuple => FormattableString.Invariant(
                    $"{tuple.Name}: mean agreement {tuple.MeanAgreement:0.000} at mean accuracy {tuple.MeanMetric:0.000}; two networks that err independently would agree on about {tuple.IndependentAgreement:0.000}.")),
                "Constant networks with the same answer agree on every row; that says nothing of minima.",
            ]);
    }

    private ClaimReview WeightClaim()
    {
        TupleRuns[] aligned = [.. published.Where(tuple => double.IsFinite(tuple.AlignedRatio))];
        return new ClaimReview(
            "Yet their weights are far apart, so they sit at different points.",
            aligned.Length == 0 ? ClaimVerdict.Undecided : aligned.All(tuple => tuple.AlignedRatio > 0.5) ? ClaimVerdict.Holds : ClaimVerdict.HoldsUnderConditions,
            [
                .. aligned.Select(tuple => FormattableString.Invariant(
                    $"{tuple.Name}: {100 * tuple.ShareBeyond:0} % of the parameters differ by more than 0.1, {100 * tuple.AlignedShareBeyond:0} % after hidden units are renumbered; the distance falls to {100 * tuple.AlignedRatio:0} % by that.")),
                "Starts of deviation 2 to 5 are far apart to begin with: distances here tell of the starts as much as of the minima.",
            ]);
    }

    private ClaimReview LinearClaim()
    {
        int starts = linear.Sum(entry => entry.Found.Starts), global = linear.Sum(entry => entry.Found.Global);
        return new ClaimReview(
            "Deep linear networks have no bad local minima.",
            global == starts ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            [
                $"{global} of {starts} descents end at the least loss of the formula, {linear.Sum(entry => entry.Found.OtherCritical)} at another critical value.",
                FormattableString.Invariant($"At the critical points of the formula the loss differs from it by at most {linear.Max(entry => entry.Found.LargestError):G2} of the loss of zero."),
            ]);
    }

    private ClaimReview SaddleClaim()
    {
        int strict = linear.Sum(entry => entry.Found.StrictSaddles), bad = linear.Sum(entry => entry.Found.BadSaddles);
        int flat = linear.Count(entry => entry.Found.HessianAtZeroIsZero), deep = linear.Count(entry => entry.Settings.Hidden.Count > 1);
        return new ClaimReview(
            "With two hidden layers or more there are saddles that the Hessian does not show.",
            flat == deep && deep > 0 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [
                $"At zero the Hessian is exactly zero in {flat} of {deep} networks of two or more hidden layers, and in none of one.",
                $"Of the critical points above the minimum {strict} have a negative eigenvalue and {bad} have none.",
            ]);
    }
}
