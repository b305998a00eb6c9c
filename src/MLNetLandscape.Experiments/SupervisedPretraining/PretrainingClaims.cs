using System.Globalization;

namespace MLNetLandscape.Experiments.SupervisedPretraining;

/// <summary>The claims and what the arms say of them.</summary>
internal static class PretrainingClaims
{
    /// <summary>||r||^2 relative to ||Y||^2 below which the rows count as fitted.</summary>
    private const double Fitted = 1e-8;

    /// <summary>What rounding may lift a pass-through by, relative.</summary>
    private const double Rounding = 1e-9;

    public static IEnumerable<ClaimReview> Of(ILookup<string, PretrainingArm> parts)
    {
        PretrainingArm[] all = [.. parts.SelectMany(part => part)];
        yield return Never(
            "Each neuron and each layer lowers the bound, and the linear pass-through keeps it.",
            all.Sum(arm => arm.Rises(Rounding)),
            all.Sum(arm => arm.StepCount),
            "steps ended above the one before");
        PretrainingArm[] full = [.. all.Where(arm => arm.Settings.Layers == 1 && arm.Settings.Units == arm.Settings.Rows)];
        if (full.Length > 0)
        {
            yield return Never(
                "As many neurons as rows fit the data.",
                full.Sum(arm => arm.Relative(arm.Settings.Rows).Count(share => !(share <= Fitted))),
                full.Sum(arm => arm.Count),
                "networks kept more than 1e-8 ||Y||^2");
        }

        if (parts.Contains(PretrainingExperiment.CurvePart))
        {
            yield return Rejections([.. parts[PretrainingExperiment.CurvePart]]);
        }

        if (parts.Contains(PretrainingExperiment.ChangePart))
        {
            yield return Perturbations([.. parts[PretrainingExperiment.ChangePart]]);
        }

        if (parts.Contains(PretrainingExperiment.DeepPart))
        {
            yield return Deep([.. parts[PretrainingExperiment.DeepPart]]);
        }

        if (parts.Contains(PretrainingExperiment.TrainingPart))
        {
            foreach (ClaimReview review in Trainings([.. parts[PretrainingExperiment.TrainingPart]]))
            {
                yield return review;
            }
        }
    }

    private static ClaimReview Never(string claim, int failures, int cases, string what) => new(
        claim, failures == 0 ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold, [FormattableString.Invariant($"{failures} of {cases} {what}.")]);

    private static ClaimReview Rejections(PretrainingArm[] arms) => new(
        "Almost every random tanh neuron lowers the error (1 of 10,000 did not), and all but a fifteenth of the ReLUs (1,000 of 15,000 did not).",
        arms.All(arm => arm.RejectedShare <= (arm.Settings.IsRelu ? 0.1 : 1e-3)) ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
        [.. arms.Select(arm => FormattableString.Invariant($"{arm.Activation}: {arm.Rejected} of {arm.Proposals} proposals gained nothing, {arm.RejectedShare:P2}."))]);

    private static ClaimReview Perturbations(PretrainingArm[] arms)
    {
        bool falls = true;
        List<string> reasons = [];
        foreach (IGrouping<string, PretrainingArm> group in arms.GroupBy(arm => arm.Activation))
        {
            double[] means = [.. group.OrderBy(arm => arm.Settings.Changes).Select(arm => arm.At(20).Average())];
            falls &= means.Zip(means.Skip(1)).All(pair => pair.Second < pair.First);
            reasons.Add(FormattableString.Invariant(
                $"{group.Key}, 20 neurons: mean ||r||^2 {string.Join(", ", means.Select(mean => mean.ToString("G3", CultureInfo.InvariantCulture)))} with {string.Join(", ", group.Select(arm => arm.Settings.Changes).Order())} perturbations a neuron."));
        }

        return new ClaimReview("More perturbations need fewer neurons for the same error.", falls ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold, reasons);
    }

    private static ClaimReview Deep(PretrainingArm[] arms)
    {
        List<string> reasons = [];
        bool helps = true;
        foreach (var group in arms.GroupBy(arm => (arm.Activation, Neurons: arm.Settings.Units * arm.Settings.Layers, arm.Settings.Changes)))
        {
            double connected = Mean(group.First(arm => arm.Settings.Layers > 1 && arm.Settings.ConnectInputs));
            double alone = Mean(group.First(arm => arm.Settings.Layers > 1 && !arm.Settings.ConnectInputs));
            double shallow = Mean(group.First(arm => arm.Settings.Layers == 1));
            helps &= connected < alone;
            reasons.Add(FormattableString.Invariant(
                $"{group.Key.Activation}, {group.Key.Neurons} neurons: mean ||r||^2 {connected:G3} with the inputs in every layer, {alone:G3} without, {shallow:G3} in one layer of as many neurons and perturbations."));
        }

        return new ClaimReview(
            "Deep networks grow lower with the inputs wired to every layer than without.", helps ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold, reasons);

        static double Mean(PretrainingArm arm) => arm.AfterShare(1).Average();
    }

    private static IEnumerable<ClaimReview> Trainings(PretrainingArm[] arms)
    {
        PretrainingComparison[] all = [.. arms.SelectMany(arm => arm.Trainings)];
        yield return Never(
            "A training that never raises the objective ends at or below the bound.",
            all.Count(training => training.End > training.Start),
            all.Length,
            "L-BFGS runs ended above their start");
        double median = Middle([.. all.Select(training => training.RandomEnd / Math.Max(training.End, 1e-300))]);
        int lower = all.Count(training => training.End < training.RandomEnd);
        bool[] holds = [.. arms.Select(arm => arm.Trainings.Count(training => training.End < training.RandomEnd) >= 0.75 * arm.Count)];
        yield return new ClaimReview(
            "Pretraining lets the same training end lower than a random start does.",
            holds.All(one => one) ? ClaimVerdict.Holds : holds.Any(one => one) ? ClaimVerdict.HoldsUnderConditions : ClaimVerdict.DoesNotHold,
            [
                FormattableString.Invariant($"{lower} of {all.Length} pairs end lower from the pretrained start; the median ratio of the ends, random to pretrained, is {median:G3}."),
                .. arms.Select(arm => FormattableString.Invariant(
                    $"{arm.Activation}, {arm.Settings.Layers} x {arm.Settings.Units}: {arm.Trainings.Count(training => training.End < training.RandomEnd)} of {arm.Count}.")),
            ]);
    }

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
