using MLNetLandscape.Core.Plots;

namespace MLNetLandscape.Experiments.Hessians;

/// <summary>What the autoencoders say of KFRA.</summary>
internal sealed class AutoencoderSummary(IReadOnlyList<(HessianTrialSettings Settings, HessianTrialResult Result)> trials)
{
    private readonly int epochs = trials.Select(trial => trial.Settings.Epochs).DefaultIfEmpty(1).Min();

    public IEnumerable<KeyValuePair<string, string>> Setting()
    {
        if (trials.Count > 0)
        {
            HessianTrialSettings settings = trials[0].Settings;
            string digits = settings.Pools ? "14 x 14 pixels, means of four" : "28 x 28 pixels";
            yield return new(
                "autoencoder",
                $"MNIST, {settings.Rows} digits of {digits}; {string.Join('-', settings.Encoder)} and back, tanh, linear code, sigmoid pixels, half the squared error of a digit; batches of {settings.BatchSize}, {CountText.Of(epochs, "epoch")}; each method at four settings from the same start, and Adam at three with more epochs");
        }
    }

    public IEnumerable<ClaimReview> Claims()
    {
        if (trials.Count == 0)
        {
            yield break;
        }

        (double kfra, double adam, double sgd) = (Last(Best(AutoencoderMethod.Kfra)), Last(Best(AutoencoderMethod.Adam)), Last(Best(AutoencoderMethod.Sgd)));
        double reached = Best(AutoencoderMethod.Kfra).Result.Training.TakeWhile(loss => loss > Math.Min(adam, sgd)).Count() + 1;
        yield return new ClaimReview(
            "KFRA makes more progress a step than Adam and gradient descent with momentum, each at its best setting.",
            kfra < Math.Min(adam, sgd) ? ClaimVerdict.Holds : ClaimVerdict.DoesNotHold,
            [
                FormattableString.Invariant($"Training loss after the same number of steps: KFRA {kfra:G4}, Adam {adam:G4}, gradient descent {sgd:G4}."),
                kfra < Math.Min(adam, sgd)
                    ? FormattableString.Invariant($"KFRA is below the better of the two after {reached} of {CountText.Of(epochs, "epoch")}.")
                    : "KFRA does not get below the better of the two.",
                .. trials.Where(trial => trial.Settings.Epochs > epochs).OrderBy(Last).Take(1).Select(trial => FormattableString.Invariant(
                    $"Adam with {trial.Settings.Epochs / epochs} times the steps ends at {Last(trial):G4}, at a rate of {trial.Settings.Setting}.")),
                "One start and one order of batches: no interval. Steps are compared, not time.",
            ]);
    }

    public IEnumerable<ReportTable> Tables()
    {
        if (trials.Count > 0)
        {
            yield return new ReportTable(
                "autoencoder",
                "An autoencoder by three methods",
                ["Method", "Setting", "Steps", "Training loss after 1 epoch", "at half time", "at the end", "Test loss at the end"],
                [.. trials.Select(trial => (IReadOnlyList<ReportCell>)
                [
                    trial.Settings.Method.ToString(), ReportCell.Number(trial.Settings.Setting), trial.Result.StepsPerEpoch * trial.Settings.Epochs,
                    At(trial.Result.Training, 1), At(trial.Result.Training, trial.Settings.Epochs / 2), At(trial.Result.Training, trial.Settings.Epochs),
                    At(trial.Result.Test, trial.Settings.Epochs),
                ])],
                "Setting: KFRA's first damping, the others' learning rate. A dash: diverged.");
        }
    }

    public IEnumerable<ReportFigure> Figures()
    {
        if (trials.Count > 0)
        {
            yield return new ReportFigure("autoencoder", new Figure("Training an autoencoder", "Each method at its best setting by the loss at the end", [Curves()], 1));
        }
    }

    private static ReportCell At(IReadOnlyList<double> losses, int epoch) => ReportCell.Number(epoch >= 1 && epoch <= losses.Count ? losses[epoch - 1] : null);

    private static double Last((HessianTrialSettings Settings, HessianTrialResult Result) trial) =>
        trial.Result.Training.Count == trial.Settings.Epochs ? trial.Result.Training[^1] : double.PositiveInfinity;

    private (HessianTrialSettings Settings, HessianTrialResult Result) Best(AutoencoderMethod method) =>
        trials.Where(trial => trial.Settings.Method == method && trial.Settings.Epochs == epochs).MinBy(Last);

    private Chart Curves()
    {
        (HessianTrialSettings Settings, HessianTrialResult Result)[] best = [.. Enum.GetValues<AutoencoderMethod>().Select(Best)];
        return new Chart
        {
            Title = "Training loss",
            Horizontal = Axis.Linear("Step", [0, best.Max(trial => (double)trial.Result.StepsPerEpoch * epochs)]),
            Vertical = Axis.Logarithmic("Half squared error of a digit, log scale", best.SelectMany(trial => trial.Result.Training)),
            Series =
            [
                .. best.Select((trial, i) => new LineSeries(
                    FormattableString.Invariant($"{trial.Settings.Method}, {trial.Settings.Setting}"),
                    (ChartColor)i,
                    [.. trial.Result.Training.Select((loss, epoch) => new ChartPoint((epoch + 1.0) * trial.Result.StepsPerEpoch, loss))])),
            ],
            Width = 720,
            Height = 400,
        };
    }
}
