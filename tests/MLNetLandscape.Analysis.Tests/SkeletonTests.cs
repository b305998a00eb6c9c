namespace MLNetLandscape.Analysis.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void The_project_builds() => Assert.Equal("MLNetLandscape.Analysis.Tests", typeof(SkeletonTests).Assembly.GetName().Name);
}
