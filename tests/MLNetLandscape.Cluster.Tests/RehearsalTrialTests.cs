using MLNetLandscape.Cluster.Rehearsals;
using MLNetLandscape.Core.Studies;

namespace MLNetLandscape.Cluster.Tests;

public sealed class RehearsalTrialTests
{
    private static readonly RehearsalSettings Settings = new(Steps: 3, Rounds: 1000);

    // Python: x = 5; for _ in range(3000): x = (x * 6364136223846793005 + 1442695040888963407) % 2**64; '%016x' % x
    private const string OfSeedFive = "c627466012d5ce7d";

    [Fact]
    public void Computes_the_chain() => Assert.Equal(OfSeedFive, new RehearsalTrial().Run(Context(Settings)).GetString());

    [Fact]
    public void Knows_the_result_in_closed_form() => Assert.Equal(OfSeedFive, RehearsalTrial.Expected(5, Settings));

    [Fact]
    public void A_step_left_out_shows() => Assert.NotEqual(OfSeedFive, RehearsalTrial.Expected(5, Settings with { Steps = 2 }));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public void Refuses_settings(int steps, long rounds) => Assert.Equal(
        $"Steps must be at least 1 and Rounds at least 0, but they were {steps} and {rounds}.",
        Assert.Throws<ArgumentException>(() => new RehearsalTrial().Validate(TrialJson.Write(new RehearsalSettings(steps, rounds)))).Message);

    private static TrialContext Context(RehearsalSettings settings) => new()
    {
        Trial = new Trial { Key = "t", Type = "rehearsal", Settings = TrialJson.Write(settings), Seed = 5 },
        Data = new MemoryDataStore(),
    };
}
