using MLNetLandscape.Core.Tensors;

namespace MLNetLandscape.Core.Tests.Tensors;

public sealed class ScratchPoolTests
{
    [Fact]
    public void A_buffer_is_rented_to_one_at_a_time_and_used_again_after_its_return()
    {
        ScratchPool<double> pool = new(5);
        AlignedBuffer<double> first = pool.Rent();
        AlignedBuffer<double> second = pool.Rent();
        Assert.Equal(5, first.Length);
        Assert.NotSame(first, second);
        pool.Return(first);
        Assert.Same(first, pool.Rent());
        Assert.NotSame(second, pool.Rent());
    }
}
