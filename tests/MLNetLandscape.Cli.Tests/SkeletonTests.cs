namespace MLNetLandscape.Cli.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void Compiles() => Assert.True(true);
}
