using MLNetLandscape.Core.Data;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Tests.Data;

public sealed class DatasetReaderTests
{
    [Theory]
    [InlineData(1, 3000)]
    [InlineData(7, 40_000)]
    [InlineData(262_144, 20)]
    public void Takes_little_more_memory_than_rows_of_unknown_number_need(int width, int rows)
    {
        MaterializedData data = Read(width, rows);
        Assert.Equal(rows, data.Rows);
        Assert.InRange(data.Features.Length, rows * width, Math.Max(2 * rows * width, 1 << 18));
        Assert.Equal(4L * rows * (width + 1), data.Bytes(width));
        Assert.Equal(Enumerable.Range(0, rows).Select(row => (float)row), Enumerable.Range(0, rows).Select(row => data.Features[(row * width) + width - 1]));
    }

    /// <summary>Rows whose features are all the row's number, in a view that does not know how many they are.</summary>
    private static MaterializedData Read(int width, int rows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        IDataView view = new MLContext(1).Data.LoadFromEnumerable(
            Enumerable.Range(0, rows).Select(row => new Row { Features = [.. Enumerable.Repeat((float)row, width)] }), schema);
        Assert.Null(view.GetRowCount());
        TrainingColumns columns = TrainingColumns.Bind(view.Schema, new ColumnNames("Label", "Features", null), new SingleLabel());
        return DatasetReader.Read(view, "The data", columns, new SingleLabel(), MissingValues.SkipRow, CancellationToken.None);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
