namespace MLNetLandscape.Scoring;

/// <summary>A score column of one type.</summary>
internal sealed class ScoreColumn<T>(string name, DataViewType type, DataViewSchema.Annotations annotations, ScoreReader<T> read)
    : ScoreColumn(name, type, annotations)
{
    public override Delegate CreateGetter(IScoredRow row) => (ValueGetter<T>)((ref T value) => read(row.Scores, ref value));
}
