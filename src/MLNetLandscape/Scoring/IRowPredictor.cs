namespace MLNetLandscape.Scoring;

/// <summary>Computes a model's outputs. For one thread.</summary>
internal interface IRowPredictor : IDisposable
{
    /// <summary>Computes the outputs of any number of rows.</summary>
    /// <param name="rows">Rows x features, scaled.</param>
    /// <param name="outputs">Receives rows x outputs.</param>
    void Predict(ReadOnlySpan<float> rows, Span<float> outputs);
}
