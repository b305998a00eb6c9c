using MLNetLandscape.Core.Layers;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Layers;

public sealed class FlattenTests
{
    [Fact]
    public void Keeps_the_order_of_the_features()
    {
        double[] x = Sequence.Of(24, 37, 101);
        double[] e = Sequence.Of(24, 13, 53);
        ReferenceRun run = ReferenceRun.Of(new Flatten(), new Shape(2, 3, 2), PassMode.Training, x, [], e);
        Assert.Equal(Shape.Vector(12), new Flatten().GetOutputShape(new Shape(2, 3, 2)));
        Assert.Equal(x, run.Outputs);
        Assert.Equal(e, run.InputGradient);
    }
}
