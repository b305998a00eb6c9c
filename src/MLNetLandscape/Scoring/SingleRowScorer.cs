using MLNetLandscape.Models;
using MLNetLandscape.Schemas;

namespace MLNetLandscape.Scoring;

/// <summary>Scores one row at a time. For one thread.</summary>
internal sealed class SingleRowScorer(LandscapeModel model) : IDisposable
{
    private readonly RowScorer scorer = new(model, rowCapacity: 1);
    private readonly float[] row = new float[model.InputSize];
    private readonly float[] scores = new float[model.OutputSize];

    /// <summary>The row's scores, valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">Another number of features than the model takes.</exception>
    public ReadOnlySpan<float> Score(in VBuffer<float> features)
    {
        FeatureLength.CopyToModel(features, row, model.Columns.Features);
        scorer.Score(row, scores);
        return scores;
    }

    public void Dispose() => scorer.Dispose();
}
