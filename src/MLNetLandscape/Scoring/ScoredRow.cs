using MLNetLandscape.Schemas;

namespace MLNetLandscape.Scoring;

/// <summary>A row with its scores, computed when first asked for: what a prediction engine reads.</summary>
internal sealed class ScoredRow : DataViewRow, IScoredRow
{
    private readonly DataViewRow input;
    private readonly ScoreSchema schema;
    private readonly HashSet<int> active;
    private readonly RowScorer? scorer;
    private readonly ValueGetter<VBuffer<float>>? features;
    private readonly float[] row = [];
    private readonly float[] scores = [];
    private readonly Delegate[] getters = [];
    private VBuffer<float> buffer;
    private long scoredPosition = -1;

    public ScoredRow(DataViewRow input, ScoreSchema schema, IEnumerable<DataViewSchema.Column> activeColumns, Func<RowScorer> createScorer)
    {
        (this.input, this.schema) = (input, schema);
        active = [.. activeColumns.Select(column => column.Index)];
        if (active.Any(index => index >= schema.Input.Count))
        {
            features = input.GetGetter<VBuffer<float>>(schema.Features);
            getters = schema.CreateGetters(this);

            // Last, so that nothing that fails before leaves a scorer behind.
            scorer = createScorer();
            row = new float[scorer.FeatureCount];
            scores = new float[scorer.ScoreCount];
        }
    }

    public override DataViewSchema Schema => schema.Output;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public ReadOnlySpan<float> Scores
    {
        get
        {
            if (scoredPosition != input.Position)
            {
                features!(ref buffer);
                FeatureLength.CopyToModel(buffer, row, schema.Features.Name);
                scorer!.Score(row, scores);
                scoredPosition = input.Position;
            }

            return scores;
        }
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(IsColumnActive(column), column);
        return schema.IsScore(column) ? schema.GetGetter<TValue>(getters, column) : input.GetGetter<TValue>(schema.Input[column.Index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            scorer?.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
