using System.Globalization;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Plots;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Reports;

/// <summary>The charts of a sweep, all against lambda.</summary>
internal sealed class RegularizationSweepCharts(RegularizationSweepResult result)
{
    private const string Lambda = "lambda, log scale";

    private readonly SweepPoint[] points = [.. result.Points.Where(point => point.Metric is not null)];
    private readonly SweepRun[] runs = [.. result.Runs.Where(run => run.Lambda is not null && run.Metric is not null)];

    /// <summary>The metric of every run, the means and their intervals, and the network without a neuron.</summary>
    public Chart Metric()
    {
        bool isAccuracy = result.Metric == Core.Training.Metric.Accuracy;
        Axis horizontal = Horizontal();
        List<ChartSeries> series = [];
        if (result.Plain?.Metric is { } plain)
        {
            series.Add(Band("interval, no neuron", ChartColor.First, [horizontal.Minimum, horizontal.Maximum], [plain, plain]));
            series.Add(Line("mean, no neuron", ChartColor.First, [horizontal.Minimum, horizontal.Maximum], [plain.Mean, plain.Mean]) with { Stroke = LineStroke.Dashed });
        }

        double[] lambdas = [.. points.Select(point => point.Lambda!.Value)];
        series.Add(Band("interval, with neuron", ChartColor.Second, lambdas, [.. points.Select(point => point.Metric!)]));
        series.Add(new DotSeries("a run", ChartColor.Second, [.. runs.Select(run => new ChartPoint(run.Lambda!.Value, run.Metric!.Value, Note(run)))]));
        series.Add(Line("mean, with neuron", ChartColor.Second, lambdas, [.. points.Select(point => point.Metric!.Mean)]));
        string name = isAccuracy ? "accuracy" : "root mean squared error";
        return new Chart
        {
            Title = $"Validation {name} against lambda",
            Subtitle = "A dot a seed; the runs of a seed share their split",
            Horizontal = horizontal,
            Vertical = Axis.Linear(isAccuracy ? "Accuracy" : "Root mean squared error", Shown(), 5, isAccuracy ? 1 : double.PositiveInfinity),
            Series = series,
            Width = 760,
            Height = 400,
        };
    }

    /// <summary>The neuron's scale and its largest term.</summary>
    public Chart Neuron() => Curves(
        "The neuron: scale and largest term",
        "Mean over seeds, validation rows",
        "Magnitude, log scale",
        ("|a|", ChartColor.Fourth, run => Math.Abs(run.Neuron?.Scale ?? double.NaN)),
        ("largest |a exp(w'x + b)|", ChartColor.Second, run => run.Neuron?.LargestTerm ?? double.NaN));

    /// <summary>The loss with the neuron, and that of the network without it.</summary>
    public Chart Losses() => Curves(
        "Validation loss, with the neuron and stripped of it",
        "Mean over seeds; where the lines part, the neuron carries part of the fit",
        "Mean loss, log scale",
        ("with the neuron", ChartColor.Third, run => run.Loss ?? double.NaN),
        ("stripped", ChartColor.Second, run => run.BaseLoss ?? double.NaN));

    private Chart Curves(string title, string subtitle, string unit, params (string Name, ChartColor Color, Func<SweepRun, double> Figure)[] curves)
    {
        List<ChartSeries> series = [];
        List<double> shown = [];
        foreach ((string name, ChartColor color, Func<SweepRun, double> figure) in curves)
        {
            (double Lambda, double Mean)[] means =
                [.. runs.GroupBy(run => run.Lambda!.Value).OrderBy(group => group.Key).Select(group => (group.Key, group.Average(figure)))];
            shown.AddRange(means.Select(mean => mean.Mean));
            series.Add(Line(name, color, [.. means.Select(mean => mean.Lambda)], [.. means.Select(mean => mean.Mean)]) with
            {
                Stroke = series.Count == 0 ? LineStroke.Solid : LineStroke.Dashed,
            });
        }

        return new Chart
        {
            Title = title,
            Subtitle = subtitle,
            Horizontal = Horizontal(),
            Vertical = Axis.Logarithmic(unit, shown),
            Series = series,
        };
    }

    private Axis Horizontal() => Axis.Logarithmic(Lambda, points.Select(point => point.Lambda!.Value));

    private IEnumerable<double> Shown() => points.Append(result.Plain).Select(point => point?.Metric).OfType<MeanInterval>()
        .SelectMany(metric => new[] { metric.Mean, metric.Lower ?? double.NaN, metric.Upper ?? double.NaN })
        .Concat(runs.Select(run => run.Metric!.Value));

    private static BandSeries Band(string name, ChartColor color, IReadOnlyList<double> lambdas, IReadOnlyList<MeanInterval> metrics) =>
        new(name, color, lambdas, [.. metrics.Select(metric => metric.Lower ?? double.NaN)], [.. metrics.Select(metric => metric.Upper ?? double.NaN)]);

    private static LineSeries Line(string name, ChartColor color, IReadOnlyList<double> lambdas, IReadOnlyList<double> values) =>
        new(name, color, [.. lambdas.Zip(values, (lambda, value) => new ChartPoint(lambda, value))]);

    private static string Note(SweepRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"lambda {Figures.Lambda(run.Lambda)}, seed {run.Seed}: {Figures.Metric(run.Metric)}");
}
