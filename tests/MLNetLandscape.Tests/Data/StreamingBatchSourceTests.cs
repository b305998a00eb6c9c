using MLNetLandscape.Core.Data;
using MLNetLandscape.Data;
using MLNetLandscape.Schemas;
using MLNetLandscape.Tests.Contract;

namespace MLNetLandscape.Tests.Data;

public sealed class StreamingBatchSourceTests
{
    private const int RowCount = 60;
    private const int BadRow = 40;

    private readonly List<ContractRow> rows = ContractData.Rows(RowCount);
    private readonly CountedView view;

    public StreamingBatchSourceTests() => view = new CountedView(new MLContext(1).Data.LoadFromEnumerable(rows));

    [Fact]
    public void A_row_that_is_refused_while_the_buffer_fills_leaves_no_cursor_open()
    {
        float[] sound = rows[BadRow].Features;
        StreamingBatchSource source = Source(CancellationToken.None);
        foreach (float[] bad in new float[][] { [1, 2], [1, 2, float.NaN, 4, 5] })
        {
            rows[BadRow].Features = bad;
            Assert.Throws<InvalidOperationException>(() => source.Open(0));
        }

        Assert.Equal((2, 0), (view.Opened, view.Open));
        rows[BadRow].Features = sound;
        Assert.Equal(RowCount, CountRows(source));
        Assert.Equal((3, 0), (view.Opened, view.Open));
    }

    [Fact]
    public void A_cancellation_while_the_buffer_fills_leaves_no_cursor_open()
    {
        Assert.Throws<OperationCanceledException>(() => Source(new CancellationToken(canceled: true)).Open(0));
        Assert.Equal((1, 0), (view.Opened, view.Open));
    }

    [Fact]
    public void A_column_that_cannot_be_read_leaves_no_cursor_open()
    {
        Assert.Throws<InvalidOperationException>(() => new RowReader(view, Columns(), new BooleanLabel(), MissingValues.Refuse, CancellationToken.None));
        Assert.Equal((1, 0), (view.Opened, view.Open));
    }

    private StreamingBatchSource Source(CancellationToken cancellation)
    {
        StreamedRows streamed = new()
        {
            Data = view,
            Columns = Columns(),
            LabelKind = new SingleLabel(),
            MissingValues = MissingValues.Refuse,
            Cancellation = cancellation,
        };
        return new(streamed, new RowScaling(null, LabelScaling.None), RowCount, bufferRows: RowCount, shuffleSeed: 1);
    }

    private TrainingColumns Columns() => TrainingColumns.Bind(view.Schema, new ColumnNames("Number", "Features", null), new SingleLabel());

    private static int CountRows(StreamingBatchSource source)
    {
        Batch<float> batch = new(16, ContractRow.FeatureCount, 1);
        using IBatchReader reader = source.Open(0);
        int count = 0;
        while (reader.Read(batch))
        {
            count += batch.Rows;
        }

        return count;
    }
}
