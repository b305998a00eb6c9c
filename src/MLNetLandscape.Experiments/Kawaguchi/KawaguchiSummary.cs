using MLNetLandscape.Core.Plots;
using MLNetLandscape.Experiments.Adversarial;

namespace MLNetLandscape.Experiments.Kawaguchi;

/// <summary>The report of the experiment on tuples of networks.</summary>
internal sealed class KawaguchiSummary
{
    private readonly TupleRuns[] tuples;
    private readonly TupleRuns[] published;
    private readonly (KawaguchiTrialSettings Settings, LinearFindings Found)[] linear;
    private readonly GameFindings[] games;

    public KawaguchiSummary(IReadOnlyList<(KawaguchiTrialSettings Settings, KawaguchiTrialResult Result)> trials)
    {
        tuples = [.. trials.Where(trial => trial.Result is { Linear: null, Game: null }).Select(trial => new TupleRuns(trial.Settings, trial.Result))];
        published = [.. tuples.Where(tuple => tuple.Settings.Part != KawaguchiExperiment.FuturePart)];
        linear = [.. trials.Where(trial => trial.Result.Linear is not null).Select(trial => (trial.Settings, trial.Result.Linear!))];
        games = [.. trials.Select(trial => trial.Result.Game).OfType<GameFindings>()];
    }

    public ExperimentReport Report() => new()
    {
        Setting = [.. Setting()],
        Claims = [.. new KawaguchiClaims(published, linear).All()],
        Tables = [.. new KawaguchiTables(tuples, published, linear, games).All()],
        Figures = [.. Figures()],
        Remarks =
        [
            "A network 'ends' after the stated epochs, at no certified minimum: the gradients of the last table say how far from stationary.",
            "Biases start at zero, weights normal with deviation sigma.",
        ],
    };

    private IEnumerable<KeyValuePair<string, string>> Setting()
    {
        if (tuples.Length > 0)
        {
            KawaguchiTrialSettings settings = tuples[0].Settings;
            yield return new("tuples", $"{settings.Models} networks each, sigma = 2, 3, 4, 5; Adam 1e-3, batches of 256");
            foreach (IGrouping<(bool IsMnist, int Epochs), TupleRuns> set in tuples.GroupBy(tuple => (tuple.Settings.IsMnist, tuple.Settings.Epochs)))
            {
                TupleRuns one = set.First();
                yield return new(
                    set.Key.IsMnist ? "MNIST" : "Boston housing",
                    $"{one.Result.TrainingRows} rows to train, {one.Result.ComparedRows} others to compare on, {CountText.Of(one.Settings.Epochs, "epoch")}");
            }
        }

        if (games.Length > 0)
        {
            yield return new(
                "adversarial games",
                $"{GaussianRing.Modes} Gaussians of deviation {GaussianRing.Deviation} on a circle of radius {GaussianRing.Radius}; Adam at 0.001 with beta1 = 0.5, batches of {RingGame.BatchSize}, {games[0].Steps:N0} moves of each player");
        }

        if (linear.Length > 0)
        {
            yield return new("deep linear networks", $"5 inputs, 3 outputs, 40 random samples; {linear[0].Found.Starts} starts of L-BFGS each");
        }
    }

    private IEnumerable<ReportFigure> Figures()
    {
        Chart[] charts = [.. published.Where(tuple => tuple.Models[0].Curve.Objective.Count > 1).Select(Curve)];
        if (charts.Length > 0)
        {
            yield return new ReportFigure("curves", new Figure("Training loss of the tuples", "Mean loss of an epoch's batches, log scale; a line a network, dashed: outputs that are all zero", charts));
        }
    }

    private static Chart Curve(TupleRuns tuple)
    {
        int epochs = tuple.Models.Max(model => model.Curve.Objective.Count);
        IEnumerable<double> values = tuple.Models.SelectMany(model => model.Curve.Objective).Append(tuple.Result.ZeroLoss);
        return new Chart
        {
            Title = tuple.Name,
            Horizontal = Axis.Exactly("Epoch", 1, epochs),
            Vertical = Axis.Logarithmic("Mean loss, log scale", values),
            Series =
            [
                new LineSeries("zero", ChartColor.Guide, [new ChartPoint(1, tuple.Result.ZeroLoss), new ChartPoint(epochs, tuple.Result.ZeroLoss)]) { Stroke = LineStroke.Dashed },
                .. tuple.Models.Select((model, i) => new LineSeries(
                    $"sigma {model.Sigma}", (ChartColor)(i % 4), [.. model.Curve.Objective.Select((value, epoch) => new ChartPoint(epoch + 1, value))])),
            ],
        };
    }
}
