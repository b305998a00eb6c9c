using MLNetLandscape.Core.Data;

namespace MLNetLandscape.Core.Tests.Data;

public sealed class InMemoryBatchSourceTests
{
    [Fact]
    public void Reads_in_order_without_a_seed()
    {
        InMemoryBatchSource source = new(Rows(7), null);
        Assert.Equal((2, 1, 7L), (source.FeatureCount, source.TargetWidth, source.RowCount));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], ReadAll(source, epoch: 0, capacity: 3));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], ReadAll(source, epoch: 5, capacity: 7));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], ReadAll(source, epoch: 5, capacity: 100));
    }

    [Fact]
    public void Shuffles_every_row_once_and_every_epoch_anew()
    {
        InMemoryBatchSource source = new(Rows(100), 3);
        int[] first = ReadAll(source, 0, 16);
        int[] second = ReadAll(source, 1, 16);
        Assert.Equal(Enumerable.Range(0, 100), first.Order());
        Assert.Equal(Enumerable.Range(0, 100), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(Enumerable.Range(0, 100), first);
    }

    [Fact]
    public void Orders_depend_on_seed_and_epoch_alone()
    {
        InMemoryBatchSource straight = new(Rows(50), 3);
        int[][] orders = [.. Enumerable.Range(0, 4).Select(epoch => ReadAll(straight, epoch, 8))];
        InMemoryBatchSource resumed = new(Rows(50), 3);
        Assert.Equal(orders[3], ReadAll(resumed, 3, 50));
        Assert.Equal(orders[1], ReadAll(resumed, 1, 7));
        Assert.NotEqual(orders[1], ReadAll(new InMemoryBatchSource(Rows(50), 4), 1, 8));
    }

    [Fact]
    public void Two_readers_at_once_do_not_disturb_each_other()
    {
        InMemoryBatchSource source = new(Rows(20), 1);
        using IBatchReader outer = source.Open(0);
        var batch = new Batch<float>(20, 2, 1);
        int[] inner = ReadAll(source, 1, 20);
        Assert.True(outer.Read(batch));
        int[] seen = [.. batch.Targets.ToArray().Select(target => (int)target)];
        Assert.Equal(ReadAll(new InMemoryBatchSource(Rows(20), 1), 0, 20), seen);
        Assert.Equal(ReadAll(new InMemoryBatchSource(Rows(20), 1), 1, 20), inner);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5L)]
    public void Keeps_features_targets_and_weights_of_a_row_together(long? seed)
    {
        Dataset<float> data = Rows(30) with { Weights = Enumerable.Range(0, 30).Select(i => i + 0.5f).ToArray() };
        var batch = new Batch<float>(4, 2, 1);
        using IBatchReader reader = new InMemoryBatchSource(data, seed).Open(2);
        while (reader.Read(batch))
        {
            for (int i = 0; i < batch.Rows; i++)
            {
                float row = batch.Targets[i];
                Assert.Equal([10 * row, (10 * row) + 1], batch.Features.Slice(2 * i, 2).ToArray());
                Assert.Equal(row + 0.5f, batch.Weights[i]);
            }
        }

        Assert.Equal(0, batch.Rows);
        Assert.False(reader.Read(batch));
    }

    [Fact]
    public void Weights_are_one_without_weights()
    {
        var batch = new Batch<float>(4, 2, 1);
        using IBatchReader reader = new InMemoryBatchSource(Rows(3), null).Open(0);
        batch.Rows = 4;
        batch.Weights.Fill(9);
        Assert.True(reader.Read(batch));
        Assert.Equal([1, 1, 1], batch.Weights.ToArray());
    }

    [Fact]
    public void Allocates_nothing_after_the_first_epoch()
    {
        InMemoryBatchSource source = new(Rows(1000), 1);
        var batch = new Batch<float>(64, 2, 1);
        Count(source, batch, 0);
        int rows = 0;
        Assert.Equal(0, AllocatedBytes.Least(() =>
        {
            rows = Count(source, batch, 1) + Count(source, batch, 2);
        }));
        Assert.Equal(2000, rows);
    }

    [Fact]
    public void Refuses_a_batch_of_another_width()
    {
        using IBatchReader reader = new InMemoryBatchSource(Rows(3), null).Open(0);
        Assert.Equal(
            "The batch must have as many features as the data, 2, but has 3.",
            Assert.Throws<ArgumentException>(() => reader.Read(new Batch<float>(4, 3, 1))).Message);
        Assert.Equal(
            "The batch must have as many numbers in a target as the data, 1, but has 2.",
            Assert.Throws<ArgumentException>(() => reader.Read(new Batch<float>(4, 2, 2))).Message);
    }

    [Fact]
    public void Refuses_to_read_after_the_reading_has_ended()
    {
        IBatchReader reader = new InMemoryBatchSource(Rows(3), null).Open(0);
        reader.Dispose();
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reader.Read(new Batch<float>(4, 2, 1)));
    }

    [Fact]
    public void Refuses_a_negative_epoch_and_a_data_set_against_the_rules()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryBatchSource(Rows(3), 1).Open(-1));
        Assert.Throws<ArgumentException>(() => new InMemoryBatchSource(Rows(3) with { Groups = [1] }, 1));
    }

    private static Dataset<float> Rows(int count) => new()
    {
        Features = Enumerable.Range(0, count).SelectMany(i => new float[] { 10 * i, (10 * i) + 1 }).ToArray(),
        Targets = Enumerable.Range(0, count).Select(i => (float)i).ToArray(),
        Rows = count,
    };

    private static int[] ReadAll(InMemoryBatchSource source, int epoch, int capacity)
    {
        var batch = new Batch<float>(capacity, source.FeatureCount, source.TargetWidth);
        using IBatchReader reader = source.Open(epoch);
        List<int> rows = [];
        while (reader.Read(batch))
        {
            foreach (float target in batch.Targets)
            {
                rows.Add((int)target);
            }
        }

        return [.. rows];
    }

    private static int Count(InMemoryBatchSource source, Batch<float> batch, int epoch)
    {
        using IBatchReader reader = source.Open(epoch);
        int rows = 0;
        while (reader.Read(batch))
        {
            rows += batch.Rows;
        }

        return rows;
    }
}
