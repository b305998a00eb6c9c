using MLNetLandscape.Cli.Output;
using MLNetLandscape.Core.Experiments;
using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.Cli.Reports;

/// <summary>The charts of a comparison. Lines are means over runs, bands reach from the smallest to the largest.</summary>
internal sealed class ComparisonCharts(ComparisonResult result)
{
    private const string Reading = "Mean over runs; the band spans the runs";
    private readonly IReadOnlyList<ComparisonRun> plain = result.Plain.Runs;
    private readonly IReadOnlyList<ComparisonRun> neuron = result.WithNeuron.Runs;

    /// <summary>The best accuracy of every run, with each arm's mean and interval.</summary>
    public Chart BestAccuracies()
    {
        List<ChartSeries> series = [.. plain.Zip(neuron, Pair)];
        series.Add(Dots(plain, ChartColor.First));
        series.Add(Dots(neuron, ChartColor.Second));
        series.Add(Mean(result.Plain, -0.3, ChartColor.First, "Mean and 90 % interval"));
        series.Add(Mean(result.WithNeuron, 1.3, ChartColor.Second, null));
        IEnumerable<double> shown = result.Plain.BestAccuracies.Concat(result.WithNeuron.BestAccuracies)
            .Concat(new[] { result.Plain.Interval?.Lower, result.Plain.Interval?.Upper, result.WithNeuron.Interval?.Lower, result.WithNeuron.Interval?.Upper }
                .Select(value => value ?? double.NaN));
        return new Chart
        {
            Title = "Best validation accuracy",
            Subtitle = "A dot a run; lines join the arms of a run, which share its split",
            Horizontal = Axis.Categories("", ["Plain", "With neuron"]),
            Vertical = Axis.Linear("Best epoch's accuracy", shown, 5, 1),
            Series = series,
        };
    }

    /// <summary>The validation accuracy of both arms.</summary>
    public Chart Accuracy() => Curves(
        "Validation accuracy", Reading + "; the first epochs may lie below", "Accuracy", record => record.Validation?.Metric, record => record.Validation?.Metric, logarithmic: false);

    /// <summary>The validation loss of both arms.</summary>
    public Chart ValidationLoss() => Curves(
        "Validation loss", Reading, "Mean loss", record => record.Validation?.Loss, record => record.Validation?.Loss, logarithmic: true);

    /// <summary>The training loss of the base network in both arms, and the objective with the neuron.</summary>
    public Chart Losses()
    {
        EpochCurve baseline = EpochCurve.Of(plain, record => record.Training?.BaseLoss);
        EpochCurve stripped = EpochCurve.Of(neuron, record => record.Training?.BaseLoss);
        EpochCurve objective = EpochCurve.Of(neuron, record => record.Training?.Objective);
        return OverEpochs(
            "Training: L against L~",
            "L: loss of the base network; L~: with the neuron and its penalty",
            Axis.Logarithmic("Mean loss, log scale", Values(baseline, stripped, objective)),
            baseline,
            [Band(baseline, ChartColor.First), Band(stripped, ChartColor.Second), Band(objective, ChartColor.Third),
                Line("L, plain", baseline, ChartColor.First), Line("L, with neuron", stripped, ChartColor.Second) with { Stroke = LineStroke.Dashed },
                Line("L~, with neuron", objective, ChartColor.Third) with { Stroke = LineStroke.Dotted }]);
    }

    /// <summary>The neuron's scale and its largest term.</summary>
    public Chart Neuron()
    {
        EpochCurve scale = EpochCurve.Of(neuron, record => Math.Abs(record.Training?.Neuron?.Scale ?? double.NaN));
        EpochCurve term = EpochCurve.Of(neuron, record => record.Training?.Neuron?.LargestTerm);
        return OverEpochs(
            "The neuron: scale and largest term",
            "Training rows; a small |a| says nothing unless the term is small too",
            Axis.Logarithmic("Magnitude, log scale", Values(scale, term)),
            scale,
            [Band(scale, ChartColor.Fourth), Band(term, ChartColor.Second),
                Line("|a|", scale, ChartColor.Fourth), Line("largest |a exp(w'x + b)|", term, ChartColor.Second)]);
    }

    /// <summary>The neuron's bias and the norm of its weights.</summary>
    public Chart Exponent()
    {
        EpochCurve bias = EpochCurve.Of(neuron, record => record.Training?.Neuron?.Bias);
        EpochCurve norm = EpochCurve.Of(neuron, record => record.Training?.Neuron?.WeightNorm);
        return OverEpochs(
            "The neuron: bias and weights",
            "Both growing while a vanishes is the failure to watch for",
            Axis.Linear("Value", Values(bias, norm)),
            bias,
            [Band(bias, ChartColor.Third), Band(norm, ChartColor.Fourth), Line("b", bias, ChartColor.Third), Line("||w||", norm, ChartColor.Fourth)]);
    }

    private Chart Curves(
        string title, string subtitle, string figure, Func<EpochRecord, double?> ofPlain, Func<EpochRecord, double?> ofNeuron, bool logarithmic)
    {
        EpochCurve first = EpochCurve.Of(plain, ofPlain), second = EpochCurve.Of(neuron, ofNeuron);
        Axis vertical = logarithmic
            ? Axis.Logarithmic(figure + ", log scale", Values(first, second))
            : Axis.Linear(figure, Later(first).Concat(Later(second)), 5, 1);
        return OverEpochs(title, subtitle, vertical, first, [Band(first, ChartColor.First), Band(second, ChartColor.Second),
            Line("Plain", first, ChartColor.First), Line("With neuron", second, ChartColor.Second) with { Stroke = LineStroke.Dashed }]);
    }

    private static Chart OverEpochs(string title, string subtitle, Axis vertical, EpochCurve longest, IReadOnlyList<ChartSeries> series) => new()
    {
        Title = title,
        Subtitle = subtitle,
        Horizontal = Axis.Exactly("Epoch", 0, longest.Epochs.Count == 0 ? 1 : longest.Epochs[^1]),
        Vertical = vertical,
        Series = series,
    };

    private static IEnumerable<double> Values(params EpochCurve[] curves) => curves.SelectMany(curve => curve.Low.Concat(curve.High));

    /// <summary>The values after the first twentieth of the epochs, where an accuracy climbs steeply and would flatten all that follows.</summary>
    private static IEnumerable<double> Later(EpochCurve curve) =>
        curve.Low.Skip(curve.Low.Count / 20).Concat(curve.High.Skip(curve.High.Count / 20));

    private static BandSeries Band(EpochCurve curve, ChartColor color) => new(null, color, curve.Epochs, curve.Low, curve.High);

    private static LineSeries Line(string name, EpochCurve curve, ChartColor color) =>
        new(name, color, [.. curve.Epochs.Zip(curve.Mean, (epoch, mean) => new ChartPoint(epoch, mean))]);

    private LineSeries Pair(ComparisonRun first, ComparisonRun second) => new(
        null, ChartColor.Guide, [new ChartPoint(Place(first), first.BestAccuracy ?? double.NaN), new ChartPoint(Place(second), second.BestAccuracy ?? double.NaN)]);

    private DotSeries Dots(IReadOnlyList<ComparisonRun> runs, ChartColor color) => new(null, color, [.. runs.Select(run => new ChartPoint(
        Place(run), run.BestAccuracy ?? double.NaN, $"Run {run.Run}: {Figures.Accuracy(run.BestAccuracy)} in epoch {run.BestAccuracyEpoch}"))]);

    /// <summary>Where a run's dot stands: runs side by side, for equal accuracies are common and must not hide each other.</summary>
    private double Place(ComparisonRun run) =>
        (int)run.Arm + ((run.Run - ((plain.Count + 1) / 2.0)) * Math.Min(0.05, 0.3 / plain.Count));

    private static IntervalSeries Mean(ComparisonArmResult arm, double x, ChartColor color, string? name) =>
        new(name, color, x, arm.MeanBestAccuracy, arm.Interval?.Lower ?? double.NaN, arm.Interval?.Upper ?? double.NaN);
}
