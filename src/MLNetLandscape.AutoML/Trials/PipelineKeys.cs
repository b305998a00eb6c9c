namespace MLNetLandscape.AutoML.Trials;

/// <summary>AutoML's own names in a trial's parameters; they are internal there.</summary>
internal static class PipelineKeys
{
    /// <summary>The pipeline's part of the parameters.</summary>
    public const string Pipeline = "_pipeline_";

    /// <summary>Within it, the estimators that the trial uses, as "e0 * e2"; beside it, each estimator's settings by its name.</summary>
    public const string Schema = "_SCHEMA_";
}
