using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Randomness;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class DropoutTests
{
    [Fact]
    public void Does_nothing_in_inference()
    {
        double[] x = Sequence.Of(24, 37, 101);
        ReferenceRun run = ReferenceRun.Of(new Dropout(0.5), Shape.Vector(4), PassMode.Inference, x, [], x);
        Assert.Equal(x, run.Outputs);
        Assert.Equal(x, run.InputGradient);
    }

    [Fact]
    public void Drops_values_and_their_gradients_alike_and_scales_the_rest()
    {
        const double rate = 0.3;
        const int count = 20_000;
        double[] ones = Enumerable.Repeat(1.0, count).ToArray();
        ReferenceRun run = ReferenceRun.Of(new Dropout(rate), Shape.Vector(20), PassMode.Training, ones, [], ones);
        Assert.Equal(run.Outputs, run.InputGradient);
        Assert.All(run.Outputs, value => Assert.True(value == 0 || value == 1 / (1 - rate)));

        // Five standard deviations of a binomial share.
        double dropped = run.Outputs.Count(value => value == 0) / (double)count;
        Assert.Equal(rate, dropped, 5 * Math.Sqrt(rate * (1 - rate) / count));
    }

    [Fact]
    public void Draws_a_mask_for_each_stream()
    {
        Assert.Equal(Mask(1), Mask(1));
        Assert.NotEqual(Mask(1), Mask(2));
    }

    [Fact]
    public void Passes_everything_at_rate_zero()
    {
        double[] x = Sequence.Of(24, 37, 101);
        Assert.Equal(x, ReferenceRun.Of(new Dropout(0), Shape.Vector(4), PassMode.Training, x, [], x).Outputs);
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(double.NaN, "NaN")]
    public void Refuses_a_rate_out_of_range(double rate, string shown)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Dropout(rate).GetOutputShape(Shape.Vector(4)));
        Assert.Equal($"Dropout.Rate must be at least 0 and below 1, but was {shown}. It is the share that is dropped.", exception.Message);
    }

    private static double[] Mask(long seed)
    {
        LayerPass<double> pass = new Dropout(0.5).CreatePass<double>(Shape.Vector(8), 32);
        BatchTensor<double> input = new(8, 32);
        input.Values.Fill(1);
        pass.BeginStep(new RandomSource(seed));
        pass.Forward(input, [], [], PassMode.Training, input.AllPanels);
        return pass.Output.Values.ToArray();
    }
}
