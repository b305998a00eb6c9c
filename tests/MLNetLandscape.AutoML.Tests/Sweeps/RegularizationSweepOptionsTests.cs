using MLNetLandscape.AutoML.Sweeps;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

public sealed class RegularizationSweepOptionsTests
{
    public static TheoryData<RegularizationSweepOptions, string> Senseless => new()
    {
        { new() { Lambdas = [] }, "Lambdas must have at least one value, but was empty. Usual is LogGrid.Between(1e-3, 10, 9)." },
        { new() { Lambdas = [1, 0] }, "Lambdas[1] must be positive and finite, but was 0. For a run without the neuron, set IncludePlain." },
        { new() { Seeds = [1, 2, 1] }, "Seeds must hold every value once, but holds 1 2 times. Repeating it would give the same figures." },
        { new() { ValidationFraction = 1 }, "ValidationFraction must be above 0 and below 1, but was 1. Usual is 0.2." },
        { new() { Confidence = double.NaN }, "Confidence must be above 0 and below 1, but was NaN. Usual is 0.9." },
        { new() { Threads = 0 }, "Threads must be at least 1, but was 0." },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void Are_checked_before_anything_is_trained(RegularizationSweepOptions options, string message)
    {
        MLContext context = new(1);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => context.Landscape().SweepLambda(SampleData.View(context), SampleData.Binary, options)).Message);
    }

    [Fact]
    public void Lists_that_are_not_there_are_named()
    {
        MLContext context = new(1);
        AssertNamed(nameof(RegularizationSweepOptions.Lambdas), new RegularizationSweepOptions { Lambdas = null! });
        AssertNamed(nameof(RegularizationSweepOptions.Seeds), new RegularizationSweepOptions { Seeds = null! });

        void AssertNamed(string name, RegularizationSweepOptions options) => Assert.Throws<ArgumentNullException>(
            name, () => context.Landscape().SweepLambda(SampleData.View(context), SampleData.Binary, options));
    }
}
