using MLNetLandscape.AutoML.SearchSpaces;

namespace MLNetLandscape.AutoML.Tests.SearchSpaces;

public sealed class SearchRangeTests
{
    [Fact]
    public void Refuses_zero_on_its_logarithmic_scale() => Assert.StartsWith(
        "Minimum must be positive and finite, but was 0. The scale is logarithmic.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchRange(0, 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_to_end_before_it_begins() => Assert.StartsWith(
        "Maximum must be finite and above Minimum, 2, but was 1. To search nothing, set the range to null.",
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchRange(2, 1)).Message,
        StringComparison.Ordinal);
}
