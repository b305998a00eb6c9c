using MLNetLandscape.Experiments.Training;

namespace MLNetLandscape.Experiments.Tests.Training;

public sealed class StagedCheckpointTests
{
    [Fact]
    public void Should_give_back_what_was_kept()
    {
        MemoryCheckpoint memory = new();
        StagedCheckpoint first = new(memory);
        Assert.Null(first.Load());
        first.Save([1, 2]);
        first.Finish([7, 8, 9]);
        first.Finish([]);
        first.Save([3]);

        StagedCheckpoint second = new(memory);
        Assert.Equal([[7, 8, 9], []], second.Finished);
        Assert.Equal([3], second.Load());
        second.Finish([4]);
        Assert.Null(new StagedCheckpoint(memory).Load());
        Assert.Equal(3, new StagedCheckpoint(memory).Finished.Count);
    }
}
