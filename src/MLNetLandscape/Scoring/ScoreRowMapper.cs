namespace MLNetLandscape.Scoring;

/// <summary>Scores row by row, for prediction engines.</summary>
internal sealed class ScoreRowMapper(ScoreSchema schema, Func<int, RowScorer> createScorer) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema.Input;

    public DataViewSchema OutputSchema => schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) => schema.Dependencies(dependingColumns);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReferenceEquals(input.Schema, InputSchema)
            ? new ScoredRow(input, schema, activeColumns, () => createScorer(1))
            : throw new ArgumentException("The row must have the very schema that the mapper was made for. Make a mapper for the row's schema.", nameof(input));
    }
}
