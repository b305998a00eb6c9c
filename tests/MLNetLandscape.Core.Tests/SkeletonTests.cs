namespace MLNetLandscape.Core.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void Compiles() => Assert.Equal("3x28x28", new Tensors.Shape(3, 28, 28).ToString());
}
