using MLNetLandscape.Core.Data;
using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Tensors;

public sealed class LargeArrayTests
{
    [Fact]
    public void Says_how_much_does_not_fit()
    {
        Assert.Equal(
            "A buffer of 4096000000 numbers, 15.3 GiB, does not fit into memory. Take smaller layers, smaller batches, or fewer rows.",
            Assert.Throws<InsufficientMemoryException>(() => new Batch<float>(capacity: 4096, featureCount: 1_000_000, targetWidth: 1)).Message);
        Assert.Throws<InsufficientMemoryException>(() => new BatchTensor<float>(features: 1_000_000, rowCapacity: 4096));
        Assert.Throws<InsufficientMemoryException>(() => new AlignedBuffer<byte>(int.MaxValue));
    }

    [Fact]
    public void Allocates_zeroed_elements()
    {
        AlignedBuffer<double> buffer = new(5);
        Assert.Equal(new double[5], buffer.Span.ToArray());
        Assert.Equal(new float[3], LargeArray.Allocate<float>(3));
    }
}
