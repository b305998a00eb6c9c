using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Losses;
using MLNetLandscape.Core.Pretraining;

namespace MLNetLandscape.Core.Tests.Pretraining;

public sealed class RowSampleTests
{
    [Fact]
    public void A_draw_is_of_different_rows_in_their_order_and_any_row_may_be_left_out()
    {
        Dataset<double> data = Rows(0, 1, 2, 3, 4);
        HashSet<double> leftOut = [];
        for (long seed = 0; seed < 60; seed++)
        {
            double[] drawn = RowSample.Draw(data, 4, seed).Targets.ToArray();
            Assert.Equal(drawn.Distinct().Order(), drawn);
            leftOut.Add(data.Targets.ToArray().Except(drawn).Single());
        }

        Assert.Equal(5, leftOut.Count);
        Assert.Same(data, RowSample.Draw(data, 5, 1));
    }

    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(4, 1, 3)]
    public void Classes_are_counted_up_to_the_last_and_at_least_two(int outputs, double first, double second) =>
        Assert.Equal(outputs, PretrainingTargets.CountOutputs(Rows(first, second), TargetKind.ClassIndex));

    private static Dataset<double> Rows(params double[] targets) => new() { Rows = targets.Length, Features = new double[targets.Length], Targets = targets };
}
