using MLNetLandscape.AutoML.SearchSpaces;

namespace MLNetLandscape.AutoML.Tests.SearchSpaces;

public sealed class TaperedLayersTests
{
    [Theory]
    [InlineData(new[] { 64, 32 }, 128, 3, new[] { 128, 64, 32 })]
    [InlineData(new[] { 64, 32 }, 16, 1, new[] { 16 })]
    [InlineData(new[] { 50 }, 20, 2, new[] { 20, 20 })]
    [InlineData(new[] { 30, 20, 13 }, 60, 2, new[] { 60, 40 })]
    [InlineData(new[] { 4, 1 }, 4, 4, new[] { 4, 1, 1, 1 })]
    public void Keep_their_ratio(int[] start, int width, int depth, int[] expected) =>
        Assert.Equal(expected, TaperedLayers.Of(start).Units(width, depth));

    [Fact]
    public void Refuse_layers_without_a_ratio() => Assert.Equal(
        "HiddenLayers must shrink or grow by one ratio for width and depth to be searched, but was [64, 10, 50]. To keep the layers as they are, set Widths and Depths to null.",
        Assert.Throws<ArgumentException>(() => TaperedLayers.Of([64, 10, 50])).Message);

    [Fact]
    public void Refuse_a_linear_model() => Assert.Equal(
        "HiddenLayers must have a layer for its width and the depth to be searched, but was empty. To keep the layers as they are, set Widths and Depths to null.",
        Assert.Throws<ArgumentException>(() => TaperedLayers.Of([])).Message);
}
