using MLNetLandscape.TorchSharp.Runtime;

namespace MLNetLandscape.TorchSharp.Tests.Runtime;

/// <summary>LibTorch's number of threads is left as it was found.</summary>
public sealed class ThreadCountTests : IDisposable
{
    private readonly int before = torch.get_num_threads();

    public ThreadCountTests() => torch.set_num_threads(4);

    public void Dispose() => torch.set_num_threads(before);

    [Fact]
    public void Within_another_use_the_outer_number_is_put_back()
    {
        using (ThreadCount.Use(1))
        {
            using (ThreadCount.Use(2))
            {
                Assert.Equal(2, torch.get_num_threads());
            }

            Assert.Equal(1, torch.get_num_threads());
        }

        Assert.Equal(4, torch.get_num_threads());
    }

    [Fact]
    public void Uses_that_overlap_on_two_threads_leave_what_the_first_found()
    {
        using ManualResetEventSlim isUsing = new(), mayEnd = new();
        int during = 0, after = 0;
        Thread other = new(() =>
        {
            using (ThreadCount.Use(2))
            {
                during = torch.get_num_threads();
                isUsing.Set();
                mayEnd.Wait(TestContext.Current.CancellationToken);
            }

            after = torch.get_num_threads();
        });
        using (ThreadCount.Use(1))
        {
            other.Start();
            isUsing.Wait(TestContext.Current.CancellationToken);
        }

        Assert.Equal(4, torch.get_num_threads());
        mayEnd.Set();
        other.Join();
        Assert.Equal((2, 4), (during, after));
        Assert.Equal(4, OnAFreshThread());
    }

    private static int OnAFreshThread()
    {
        int threads = 0;
        Thread fresh = new(() => threads = torch.get_num_threads());
        fresh.Start();
        fresh.Join();
        return threads;
    }
}
