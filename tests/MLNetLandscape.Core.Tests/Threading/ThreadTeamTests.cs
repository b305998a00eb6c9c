using MLNetLandscape.Core.Threading;

namespace MLNetLandscape.Core.Tests.Threading;

public sealed class ThreadTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_worker_does_its_share_of_every_job(int workers)
    {
        using ThreadTeam team = new(workers);
        CountingJob job = new(workers);
        for (int run = 1; run <= 2000; run++)
        {
            team.Run(job);
            Assert.All(job.Counts, count => Assert.Equal(run, count));
        }
    }

    [Fact]
    public void Workers_wake_after_a_pause()
    {
        using ThreadTeam team = new(3);
        CountingJob job = new(3);
        for (int run = 1; run <= 5; run++)
        {
            Thread.Sleep(20);
            team.Run(job);
            Assert.All(job.Counts, count => Assert.Equal(run, count));
        }
    }

    [Fact]
    public void Caller_waits_for_a_worker_that_takes_long()
    {
        using ThreadTeam team = new(2);
        SlowJob job = new();
        for (int run = 0; run < 3; run++)
        {
            job.Done = false;
            team.Run(job);
            Assert.True(job.Done);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    public void Exception_of_a_worker_reaches_the_caller_and_the_team_lives_on(int workers, int culprit)
    {
        using ThreadTeam team = new(workers);
        FailingJob failing = new(culprit);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => team.Run(failing));
        Assert.Equal($"worker {culprit} fails", exception.Message);
        CountingJob job = new(workers);
        team.Run(job);
        Assert.All(job.Counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Runs_jobs_inline_when_alone()
    {
        using ThreadTeam team = new(1);
        ThreadJob job = new();
        team.Run(job);
        Assert.Equal(Environment.CurrentManagedThreadId, job.Thread);
    }

    [Fact]
    public void Dispatch_allocates_nothing()
    {
        using ThreadTeam team = new(2);
        CountingJob job = new(2);
        team.Run(job);
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            for (int run = 0; run < 100; run++)
            {
                team.Run(job);
            }
        }));
    }

    [Fact]
    public void Refuses_a_job_within_a_job()
    {
        using ThreadTeam team = new(2);
        NestedJob job = new(team);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => team.Run(job));
        Assert.Equal("The thread team is already running a job. A team serves one caller at a time; create one team per training.", exception.Message);
    }

    [Fact]
    public void Refuses_zero_workers_and_jobs_after_its_end()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ThreadTeam(0));
        ThreadTeam team = new(2);
        team.Dispose();
        team.Dispose();
        Assert.Throws<ObjectDisposedException>(() => team.Run(new ThreadJob()));
    }

    private sealed class CountingJob(int workers) : IParallelJob
    {
        public int[] Counts { get; } = new int[workers];

        public void Execute(int worker, int workers) => Counts[worker]++;
    }

    private sealed class SlowJob : IParallelJob
    {
        public bool Done { get; set; }

        public void Execute(int worker, int workers)
        {
            if (worker == 1)
            {
                Thread.Sleep(30);
                Done = true;
            }
        }
    }

    private sealed class FailingJob(int culprit) : IParallelJob
    {
        public void Execute(int worker, int workers)
        {
            if (worker == culprit)
            {
                throw new InvalidOperationException($"worker {worker} fails");
            }
        }
    }

    private sealed class ThreadJob : IParallelJob
    {
        public int Thread { get; private set; }

        public void Execute(int worker, int workers) => Thread = Environment.CurrentManagedThreadId;
    }

    private sealed class NestedJob(ThreadTeam team) : IParallelJob
    {
        public void Execute(int worker, int workers)
        {
            if (worker == 0)
            {
                team.Run(this);
            }
        }
    }
}
