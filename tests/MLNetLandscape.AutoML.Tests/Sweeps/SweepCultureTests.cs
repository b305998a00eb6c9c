using MLNetLandscape.AutoML.Reports;
using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Studies;
using MLNetLandscape.Core.Tests;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

/// <summary>A sweep is the same study, and the same page, on machines of any culture.</summary>
public sealed class SweepCultureTests
{
    [Fact]
    public void Its_study_is_the_same()
    {
        StudyDefinition here = Study(), there = ForeignCulture.Run(Study);
        Assert.Equal(["lambda none, seed -3", "lambda 0.2, seed -3", "lambda 1E-05, seed -3"], there.Trials.Select(trial => trial.Key));
        Assert.Equal(here.Fingerprint(), there.Fingerprint());

        static StudyDefinition Study() => new()
        {
            Name = "sweep",
            Trials = [.. new double?[] { null, 0.2, 1e-5 }.Select(lambda => SweepTrial.Create(SampleData.Binary, lambda, -3, 0.25, SweepTrial.NoData))],
        };
    }

    [Fact]
    public void Its_report_is_the_same()
    {
        RegularizationSweepResult result = SweepFixture.Run(SweepFixture.Small with { Seeds = [-3, 1] });
        Assert.Equal(Page(), ForeignCulture.Run(Page));

        string Page() => RegularizationSweepReport.Write(result, "A sweep");
    }
}
