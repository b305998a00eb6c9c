using MLNetLandscape.Schemas;

namespace MLNetLandscape.Scoring;

/// <summary>A cursor that reads ahead and scores rows by the batch.</summary>
/// <remarks>
/// It opens one cursor of the input, never two: a shuffling input may deliver another order to a second one. Batches grow from a few rows, so
/// that a look at the head of the data stays cheap.
/// </remarks>
internal sealed class ScoredCursor : DataViewRowCursor, IScoredRow
{
    private const int FirstBatch = 16;
    private const int LargestBatch = 256;
    private readonly DataViewRowCursor input;
    private readonly ScoreSchema schema;
    private readonly RowScorer scorer;
    private readonly Dictionary<int, ColumnBuffer> buffers;
    private readonly HashSet<int> active;
    private readonly ValueGetter<VBuffer<float>> features;
    private readonly ValueGetter<DataViewRowId> id;
    private readonly Delegate[] getters;
    private readonly float[] rows;
    private readonly float[] scores;
    private readonly (long Position, long Batch, DataViewRowId Id)[] places = new (long, long, DataViewRowId)[LargestBatch];
    private VBuffer<float> featureBuffer;
    private int target = FirstBatch;
    private int count;
    private int current = -1;
    private bool isOver;

    public ScoredCursor(DataViewRowCursor input, ScoreSchema schema, IEnumerable<DataViewSchema.Column> activeColumns, Func<RowScorer> createScorer)
    {
        (this.input, this.schema) = (input, schema);
        active = [.. activeColumns.Select(column => column.Index)];
        features = input.GetGetter<VBuffer<float>>(schema.Features);
        id = input.GetIdGetter();
        buffers = active.Where(index => index < schema.Input.Count)
            .ToDictionary(index => index, index => ColumnBuffer.Create(input, schema.Input[index], LargestBatch));
        getters = schema.CreateGetters(this);

        // Last, so that nothing that fails before leaves a scorer behind.
        scorer = createScorer();
        rows = new float[LargestBatch * scorer.FeatureCount];
        scores = new float[LargestBatch * scorer.ScoreCount];
    }

    /// <summary>The most rows that it scores at a time.</summary>
    public static int BatchRows => LargestBatch;

    public override DataViewSchema Schema => schema.Output;

    public override long Position => current < 0 || isOver ? -1 : places[current].Position;

    public override long Batch => current < 0 || isOver ? input.Batch : places[current].Batch;

    public ReadOnlySpan<float> Scores => scores.AsSpan(CurrentRow() * scorer.ScoreCount, scorer.ScoreCount);

    public override bool MoveNext()
    {
        if (isOver)
        {
            return false;
        }

        if (++current < count)
        {
            return true;
        }

        Fill();
        current = 0;
        isOver = count == 0;
        return !isOver;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = places[CurrentRow()].Id;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(IsColumnActive(column), column);
        return schema.IsScore(column)
            ? schema.GetGetter<TValue>(getters, column)
            : buffers[column.Index].CreateGetter(CurrentRow) as ValueGetter<TValue>
                ?? throw new InvalidOperationException(
                    $"Invalid TValue in GetGetter for column '{column.Name}': '{typeof(TValue)}', but the column's type is '{column.Type.RawType}'.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            scorer.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    private int CurrentRow() => current >= 0 && !isOver
        ? current
        : throw new InvalidOperationException("The cursor stands at no row. Call MoveNext, and read only where it returned true.");

    private void Fill()
    {
        int width = scorer.FeatureCount;
        int filled = 0;
        for (; filled < target && input.MoveNext(); filled++)
        {
            features(ref featureBuffer);
            FeatureLength.CopyToModel(featureBuffer, rows.AsSpan(filled * width, width), schema.Features.Name);
            places[filled].Position = input.Position;
            places[filled].Batch = input.Batch;
            id(ref places[filled].Id);
            foreach (ColumnBuffer buffer in buffers.Values)
            {
                buffer.Capture(filled);
            }
        }

        if (filled > 0)
        {
            scorer.Score(rows.AsSpan(0, filled * width), scores.AsSpan(0, filled * scorer.ScoreCount));
        }

        // Only now: a row that cannot be scored must leave none behind that look scored.
        count = filled;
        target = Math.Min(2 * target, LargestBatch);
    }
}
