using MLNetLandscape.AutoML.Storage;

namespace MLNetLandscape.AutoML.Tests.Storage;

public sealed class DataFingerprintTests
{
    private readonly MLContext context = new(1);

    [Fact]
    public void Tells_values_and_order_of_rows_and_columns_apart()
    {
        List<SampleRow> rows = [.. SampleData.Rows(5)];
        string original = Of(rows);
        Assert.Equal(original, Of([.. SampleData.Rows(5)]));
        Assert.NotEqual(original, Of([.. rows.Append(rows[0])]));
        Assert.NotEqual(original, Of([.. Enumerable.Reverse(rows)]));
        rows[3].Flag = !rows[3].Flag;
        Assert.NotEqual(original, Of(rows));
        rows[3].Flag = !rows[3].Flag;
        rows[4].Features[2] = MathF.BitIncrement(rows[4].Features[2]);
        Assert.NotEqual(original, Of(rows));
    }

    [Fact]
    public void Takes_sparse_vectors_for_the_dense_ones()
    {
        Sparse[] sparse = [new() { Features = new VBuffer<float>(3, 1, [5f], [2]) }];
        Sparse[] dense = [new() { Features = new VBuffer<float>(3, [0f, 0, 5]) }];
        Assert.Equal(Of(sparse), Of(dense));
    }

    [Fact]
    public void Names_a_missing_column() => Assert.Equal(
        "The data must have the column 'Label', but has only 'Features', 'Flag', 'Class', 'Number'. Name the columns in the options.",
        Assert.Throws<ArgumentException>(() => DataFingerprint.Of(context.Data.LoadFromEnumerable(SampleData.Rows(3)), ["Label"], default)).Message);

    [Fact]
    public void Names_a_column_that_no_trainer_reads() => Assert.Equal(
        "The column 'Class' must be a Boolean, Single, key or a vector of Single, but is String. Convert it before training.",
        Assert.Throws<ArgumentException>(() => DataFingerprint.Of(context.Data.LoadFromEnumerable(SampleData.Rows(3)), ["Class"], default)).Message);

    private string Of(IEnumerable<SampleRow> rows) => DataFingerprint.Of(context.Data.LoadFromEnumerable(rows), ["Features", "Flag"], default);

    private string Of(IEnumerable<Sparse> rows) => DataFingerprint.Of(context.Data.LoadFromEnumerable(rows), ["Features"], default);

    private sealed class Sparse
    {
        [VectorType(3)]
        public VBuffer<float> Features { get; set; }
    }
}
