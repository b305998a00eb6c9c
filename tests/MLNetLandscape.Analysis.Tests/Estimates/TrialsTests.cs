using MLNetLandscape.Analysis.Estimates;

namespace MLNetLandscape.Analysis.Tests.Estimates;

public sealed class TrialsTests
{
    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(5, 1, 5)]
    [InlineData(16, 1, 16)]
    [InlineData(100, 1, 16)]
    [InlineData(100, 2, 32)]
    public void Every_trial_runs_once_and_the_shares_rise_to_the_whole(int count, int threads, int blocks)
    {
        int[] runs = new int[count];
        List<double> told = [];
        Shares shares = new(share =>
        {
            lock (told)
            {
                told.Add(share);
            }
        });
        Trials.Run(count, threads, () => 0, (_, index) => Interlocked.Increment(ref runs[index]), shares, TestContext.Current.CancellationToken);
        Assert.All(runs, run => Assert.Equal(1, run));
        Assert.Equal(Enumerable.Range(1, blocks).Select(block => (double)block / blocks), told.Order());
    }

    [Fact]
    public void Every_workspace_is_disposed_of()
    {
        int created = 0;
        List<Workspace> disposed = [];
        Trials.Run(50, 3, () => Create(), (_, _) => { }, null, TestContext.Current.CancellationToken);
        Assert.InRange(created, 1, 50);
        Assert.Equal(created, disposed.Distinct().Count());
        Assert.Equal(created, disposed.Count);

        Workspace Create()
        {
            Interlocked.Increment(ref created);
            return new Workspace(disposed);
        }
    }

    private sealed class Workspace(List<Workspace> disposed) : IDisposable
    {
        public void Dispose() => disposed.Add(this);
    }
}
