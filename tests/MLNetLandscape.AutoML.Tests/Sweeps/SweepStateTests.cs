using MLNetLandscape.AutoML.Sweeps;
using MLNetLandscape.Core.Losses;

namespace MLNetLandscape.AutoML.Tests.Sweeps;

public sealed class SweepStateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private RegularizationSweepOptions Options => new() { Lambdas = [1], Seeds = [1], Threads = 1, StatePath = folder.File("state.json") };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Is_refused_for_other_settings()
    {
        SweepFixture.Run(Options);
        Assert.Equal(
            $"The state in '{Options.StatePath}' must be of the same sweep, but its batch size is 16, and this sweep's is 8. Go back to those settings, or name another file.",
            Refusal(() => SweepFixture.Run(Options, SampleData.Binary with { BatchSize = 8 })));
        Assert.Contains(
            "its loss is polynomial_hinge, power 3, and this sweep's is polynomial_hinge, power 4. ",
            Refusal(() => SweepFixture.Run(Options, SampleData.Binary with { Loss = new PolynomialHinge(4) })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_where_the_neurons_scale_was_measured_on_other_rows()
    {
        SweepFixture.Run(Options);
        Assert.Contains(
            "its evaluate training data is none, and this sweep's is True. ",
            Refusal(() => SweepFixture.Run(Options, SampleData.Binary with { EvaluateTrainingData = true })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Is_taken_up_where_a_setting_is_none_that_an_older_program_did_not_write()
    {
        RegularizationSweepResult result = SweepFixture.Run(Options);
        string path = Options.StatePath!, text = File.ReadAllText(path), older = text.Replace("    \"evaluateTrainingData\": null,\n", "", StringComparison.Ordinal);
        Assert.NotEqual(text, older);
        File.WriteAllText(path, older);
        Assert.Equal(result.ToJson(), SweepFixture.Run(Options).ToJson());
    }

    [Fact]
    public void Is_refused_for_other_data()
    {
        SweepFixture.Run(Options);
        MLContext context = new(1);
        Assert.Contains(
            "its data digest is ",
            Refusal(() => context.Landscape().SweepLambda(SampleData.View(context, seed: 8), SampleData.Binary, Options)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Is_taken_up_with_more_threads()
    {
        RegularizationSweepResult result = SweepFixture.Run(Options);
        Assert.Equal(result.ToJson(), SweepFixture.Run(Options with { Threads = 2 }, SampleData.Binary with { NumberOfThreads = 2 }).ToJson());
    }

    [Fact]
    public void Is_refused_if_damaged()
    {
        SweepFixture.Run(Options);
        string path = Options.StatePath!;
        File.WriteAllText(path, File.ReadAllText(path)[..^10]);
        string message = Assert.Throws<InvalidDataException>(() => SweepFixture.Run(Options)).Message;
        Assert.StartsWith($"'{path}' is not the state of a sweep, or is damaged: ", message, StringComparison.Ordinal);
        Assert.EndsWith(" Delete it to begin anew.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_of_another_version()
    {
        SweepFixture.Run(Options);
        string path = Options.StatePath!;
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        Assert.Equal(
            $"The state in '{path}' must have version 1, but has 2. Delete it to begin anew.",
            Assert.Throws<InvalidDataException>(() => SweepFixture.Run(Options)).Message);
    }

    private static string Refusal(Action sweep) => Assert.Throws<InvalidOperationException>(sweep).Message;
}
