using System.Text.Json;
using System.Xml.Linq;
using MLNetLandscape.AutoML.Reports;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.AutoML.Tests.Sweeps;
using MLNetLandscape.Core.Statistics;
using MLNetLandscape.Core.Training;

namespace MLNetLandscape.AutoML.Tests.Reports;

public sealed class RegularizationSweepReportTests
{
    [Fact]
    public void Is_one_page_that_needs_nothing_beside_itself()
    {
        using TemporaryFolder folder = new();
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small);
        result.WriteReport(folder.File("sweep.html"), "A <sweep>");
        string html = File.ReadAllText(folder.File("sweep.html"));

        Assert.Contains("<h1>A &lt;sweep&gt;</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("role=\"img\"").Length - 1);
    }

    [Fact]
    public void Plots_every_run_against_lambda()
    {
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small);
        XElement svg = XElement.Parse(new RegularizationSweepCharts(result).Metric().ToElement());
        string[] notes = [.. svg.Descendants().Where(element => element.Name.LocalName == "circle").SelectMany(circle => circle.Elements()).Select(title => title.Value)];
        Assert.Equal(9, notes.Length);
        SweepRun run = result.Runs[1];
        Assert.Contains($"lambda 0.01, seed 1: {Figures.Metric(run.Metric)}", notes);
    }

    [Fact]
    public void Says_what_the_sweep_shows_and_what_it_does_not()
    {
        RegularizationSweepVerdict verdict = new(Result(0.91, 0.95, 0.93));
        Assert.Equal("The highest mean validation accuracy, 0.9300, is at lambda = 0.1 (3 seeds, 90 % interval 0.8963 to 0.9637).", verdict.Headline);
        Assert.Equal(
            [
                "At lambda = 0.1 the neuron changes the accuracy by +0.0300 on average against the network without it, on the same splits (90 % interval -0.0037 to +0.0637). The interval holds zero: no effect is shown, nor is it shown that there is none.",
                "The splits of different seeds share rows, so the intervals are somewhat too narrow (Nadeau and Bengio, Machine Learning 52, 2003).",
            ],
            verdict.Remarks);
    }

    [Fact]
    public void Warns_of_an_effect_that_was_the_best_of_several()
    {
        RegularizationSweepResult one = Result(0.93, 0.931, 0.932);
        Assert.EndsWith(
            "The interval leaves out zero. It assumes a normal distribution, which a few seeds cannot confirm.",
            new RegularizationSweepVerdict(one).Remarks[0],
            StringComparison.Ordinal);
        RegularizationSweepVerdict several = new(one with { Points = [.. one.Points, one.Points[0] with { Lambda = 5 }] });
        Assert.EndsWith("(3 seeds, 90 % interval 0.9293 to 0.9327). 2 of 2 values of lambda share it, the largest 5.", several.Headline, StringComparison.Ordinal);
        Assert.EndsWith(
            "The interval leaves out zero; but of 2 values of lambda the best was taken, so that happens by chance more often than its confidence says.",
            several.Remarks[0],
            StringComparison.Ordinal);
        Assert.Equal(
            "The best lambda was chosen on the rows that the accuracy is measured on, so it is optimistic. To know the accuracy on new data, hold out other rows.",
            several.Remarks[1]);
    }

    [Fact]
    public void Tells_of_trainings_that_broke_down()
    {
        RegularizationSweepResult result = Result(0.91, 0.95, 0.93);
        SweepRun broken = new() { Lambda = 0.1, Seed = 4, Reason = StopReason.Diverged, Message = "The objective became infinite." };
        RegularizationSweepVerdict verdict = new(result with { Runs = [.. result.Runs, broken] });
        Assert.Equal("Broke down: 1 of 4 trainings, left out of the means. At lambda = 0.1, seed 4: The objective became infinite.", verdict.Remarks[^1]);
    }

    private static RegularizationSweepResult Result(params double[] metrics)
    {
        SweepPoint point = new()
        {
            Lambda = 0.1,
            Metric = MeanInterval.Of(metrics),
            Difference = MeanInterval.Of([.. metrics.Select(metric => metric - 0.9)]),
            Failures = 0,
        };
        return new RegularizationSweepResult
        {
            Metric = Metric.Accuracy,
            Settings = new Dictionary<string, JsonElement>(),
            Points = [point],
            Runs = [.. metrics.Select((metric, i) => new SweepRun { Lambda = 0.1, Seed = i + 1, Metric = metric, Reason = StopReason.Completed })],
        };
    }
}
