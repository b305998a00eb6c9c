using MLNetLandscape.Core.Data.Csv;

namespace MLNetLandscape.Core.Tests.Data.Csv;

public sealed class FeatureBufferTests
{
    /// <summary>Estimates may be right, far too low, far too high, or say that all is read.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.001)]
    [InlineData(1000.0)]
    public void Keeps_all_rows_whatever_the_estimate(double bias)
    {
        const int Rows = 5_000;
        int added = 0;
        FeatureBuffer buffer = new(3, () => Math.Min(1, bias * Math.Max(1, added) / Rows));
        Assert.True(buffer.Values.IsEmpty);
        for (; added < Rows; added++)
        {
            buffer.Add([added, -added, added + 0.5f]);
        }

        Assert.Equal(Rows, buffer.Rows);
        Assert.Equal(Enumerable.Range(0, Rows).SelectMany(i => new[] { i, -i, i + 0.5f }), buffer.Values.ToArray());
    }

    [Fact]
    public void Refuses_more_than_an_array_holds()
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => new FeatureBuffer(int.MaxValue, () => 1).Add([]));
        Assert.StartsWith($"A table must have at most {Array.MaxLength} numbers in all its rows, but row 1 of {int.MaxValue} numbers", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_room_once_where_rows_are_alike()
    {
        const int Rows = 10_000;
        int added = 0, asked = 0;
        FeatureBuffer buffer = new(2, () =>
        {
            asked++;
            return (double)Math.Max(1, added) / Rows;
        });
        for (; added < Rows; added++)
        {
            buffer.Add([1, 2]);
        }

        // Once for the first rows, once for all others.
        Assert.Equal(2, asked);
    }
}
