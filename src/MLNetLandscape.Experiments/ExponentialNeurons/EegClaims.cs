using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Experiments.ExponentialNeurons;

/// <summary>What the trainings of the EEG network say of the claims.</summary>
internal sealed class EegClaims(IReadOnlyList<EegPart> parts)
{
    /// <summary>The level at which a test is called significant.</summary>
    private const double Level = 0.05;

    /// <summary>Epochs below which a training has hardly begun: 50 are 1,150 steps.</summary>
    private const int LeastEpochs = 50;

    /// <summary>An objective so many times the plain network's says that the neuron has run away, whether or not numbers overflow.</summary>
    private const double RunAway = 10;

    private const string Recipe = "The article's recipe, raw frames and a start of w within 0.05, trains.";

    private int Runs => parts[0].Arms[0].Runs.Count;

    private int LeastEpochsOfAPart => parts.Min(part => part.Epochs);

    /// <summary>The claims.</summary>
    public ClaimReview[] All() => [Begun(AccuracyClaim()), OverflowClaim(), Begun(LeakClaim()), Begun(ScaleClaim())];

    /// <summary>The claim, undecided where trainings have hardly begun.</summary>
    private ClaimReview Begun(ClaimReview claim) => LeastEpochsOfAPart >= LeastEpochs
        ? claim
        : claim with { Verdict = ClaimVerdict.Undecided, Reasons = [$"{LeastEpochsOfAPart} epochs are fewer than {LeastEpochs}: the trainings have hardly begun.", .. claim.Reasons] };

    /// <summary>The test of an arm against the plain one; null without runs.</summary>
    public static MannWhitneyResult? Test(EegPart part, EegArm arm)
    {
        IReadOnlyList<double> plain = part.BestOf(EegArm.Plain), neuron = part.BestOf(arm);
        return plain.Count == 0 || neuron.Count == 0 ? null : MannWhitneyU.Test([.. neuron], [.. plain]);
    }

    private ClaimReview AccuracyClaim()
    {
        List<string> reasons = [];
        (int better, int worse, int tested) = (0, 0, 0);
        foreach (EegPart part in parts)
        {
            foreach (EegArmRuns arm in part.Arms.Where(arm => arm.Arm is EegArm.Neuron or EegArm.NeuronClipped))
            {
                if (Test(part, arm.Arm) is not { } test)
                {
                    continue;
                }

                double difference = arm.Best.Average() - part.BestOf(EegArm.Plain).Average();
                tested++;
                better += test.TwoSidedP < Level && difference > 0 ? 1 : 0;
                worse += test.TwoSidedP < Level && difference < 0 ? 1 : 0;
                reasons.Add(FormattableString.Invariant($"{part.Name}, {EegArmRuns.NameOf(arm.Arm)}: {100 * difference:+0.0;-0.0;0.0} points, U = {test.U}, p = {test.TwoSidedP:0.000}."));
            }
        }

        reasons.Add($"The article reports 81.2 % without and 82.2 % with the neuron, p = 0.006 one-sided and asymptotic (exact two-sided 0.008). With {Runs} runs an arm the least two-sided p is {LeastP(Runs):0.000}.");
        ClaimVerdict verdict = better == tested && tested > 0 ? ClaimVerdict.Holds
            : better > 0 ? ClaimVerdict.HoldsUnderConditions
            : worse > 0 || (Runs >= 5 && IsFullArticle) ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided;
        return new ClaimReview("The neuron raises the best validation accuracy.", verdict, reasons);
    }

    private bool IsFullArticle => Part(ExponentialNeuronExperiment.ArticlePart)?.Epochs >= ExponentialNeuronExperiment.ArticleEpochs;

    /// <summary>2 / C(2n, n).</summary>
    private static double LeastP(int n)
    {
        double combinations = 1;
        for (int i = 1; i <= n; i++)
        {
            combinations *= (double)(n + i) / i;
        }

        return Math.Min(1, 2 / combinations);
    }

    private ClaimReview OverflowClaim()
    {
        string[] reasons =
        [
            .. parts.SelectMany(part => part.Arms.Where(arm => arm.Arm != EegArm.Plain)
                .Select(arm => $"{part.Name}, {EegArmRuns.NameOf(arm.Arm)}: {arm.Diverged} of {arm.Runs.Count} runs end with a non-finite objective.")),
        ];
        EegPart? article = Part(ExponentialNeuronExperiment.ArticlePart);
        if (article?.Find(EegArm.NeuronArticleStart) is not { } start)
        {
            return new ClaimReview(Recipe, ClaimVerdict.Undecided, [.. reasons, $"The part '{ExponentialNeuronExperiment.VariantsPart}' was not done."]);
        }

        double[] plain = [.. article.Find(EegArm.Plain)!.LastObjective], with = [.. start.LastObjective];
        int away = start.Runs.Zip(plain).Count(pair => pair.First.Curve.Reason == StopReason.Diverged || pair.First.End.Objective > RunAway * pair.Second);
        return new ClaimReview(
            Recipe,
            away > start.Runs.Count / 2 ? ClaimVerdict.DoesNotHold : article.Epochs >= LeastEpochs && away == 0 ? ClaimVerdict.Holds : ClaimVerdict.Undecided,
            [
                .. reasons,
                $"With the article's start the objective ends at {ReportCell.Mean(with, "G3").Text}, without a neuron at {ReportCell.Mean(plain, "G3").Text}; in {away} of {start.Runs.Count} runs the neuron has run away.",
                $"Best accuracy with the article's start: {ReportCell.Mean(start.Best, "0.000").Text}.",
            ]);
    }

    private ClaimReview LeakClaim()
    {
        EegPart? random = Part(ExponentialNeuronExperiment.StandardizedPart);
        (string Name, EegPart? Part)[] strict =
            [("sessions", Part(ExponentialNeuronExperiment.SessionPart)), ("subjects", Part(ExponentialNeuronExperiment.SubjectPart))];
        List<string> reasons = [];
        int leaks = 0;
        foreach ((string name, EegPart? part) in strict.Where(part => part.Part is not null && random is not null))
        {
            IReadOnlyList<double> inside = random!.BestOf(EegArm.Plain), outside = part!.BestOf(EegArm.Plain);
            double majority = part.Arms[0].Runs.Average(run => run.MajorityShare);
            MannWhitneyResult test = MannWhitneyU.Test([.. outside], [.. inside]);
            leaks += test.LessP < Level ? 1 : 0;
            reasons.Add(FormattableString.Invariant(
                $"{name} held out, plain network: best accuracy {outside.Average():0.000} (the larger class has {majority:0.000}) against {inside.Average():0.000} on a random split; one-sided p = {test.LessP:0.000}."));
        }

        return new ClaimReview(
            "An accuracy on a random split of half-overlapping frames says how well new recordings are told apart.",
            reasons.Count == 0 ? ClaimVerdict.Undecided : leaks > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.Undecided,
            reasons.Count == 0 ? ["The parts that would tell were not done."] : reasons);
    }

    private ClaimReview ScaleClaim()
    {
        List<string> reasons = [];
        int vanished = 0, runs = 0;
        foreach (EegPart part in parts)
        {
            foreach (EegArmRuns arm in part.Arms.Where(arm => arm.Arm is EegArm.Neuron or EegArm.NeuronClipped && arm.LastScale.Any(double.IsFinite)))
            {
                reasons.Add($"{part.Name}, {EegArmRuns.NameOf(arm.Arm)}: |a| {ReportCell.Mean(arm.LastScale, "0.0000").Text}, largest term on the training rows {ReportCell.Mean(arm.LastTerm, "0.00").Text} at the end.");
                vanished += arm.LastScale.Zip(arm.LastTerm).Count(pair => pair.First < 1e-3 && pair.Second < 1e-2);
                runs += arm.Runs.Count;
            }
        }

        return new ClaimReview(
            "The neuron's scale goes to zero, so that the base network alone does the work.",
            vanished == runs && runs > 0 ? ClaimVerdict.Holds : vanished == 0 && runs > 0 ? ClaimVerdict.DoesNotHold : ClaimVerdict.HoldsUnderConditions,
            [.. reasons, $"In {vanished} of {runs} runs both |a| < 0.001 and the largest term < 0.01 at the end."]);
    }

    private EegPart? Part(string name) => parts.FirstOrDefault(part => part.Name == name);
}
