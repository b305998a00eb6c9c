namespace MLNetLandscape.Persistence.Mappings;

/// <summary>The score of a model with one output; a predictor of ML.NET's own makes the columns of the task of it.</summary>
internal sealed class ScoreOutput
{
    [ColumnName(PipelineColumns.Score)]
    public float Score { get; set; }
}
