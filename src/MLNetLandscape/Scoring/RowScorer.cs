using System.Numerics.Tensors;
using MLNetLandscape.Models;

namespace MLNetLandscape.Scoring;

/// <summary>Scores raw rows: scaling, model, and what the task makes of its outputs. For one thread.</summary>
internal sealed class RowScorer(LandscapeModel model, int rowCapacity) : IDisposable
{
    private readonly IRowPredictor predictor = model.CreatePredictor(rowCapacity);

    /// <summary>Features of a row.</summary>
    public int FeatureCount => model.InputSize;

    /// <summary>Scores of a row.</summary>
    public int ScoreCount => model.OutputSize;

    /// <summary>Scores rows.</summary>
    /// <param name="rows">Rows x features; they are scaled in place.</param>
    /// <param name="scores">Receives rows x scores; never -0, which a saved pipeline's linear predictor would turn into 0.</param>
    public void Score(Span<float> rows, Span<float> scores)
    {
        model.Standardizer?.Apply(rows);
        predictor.Predict(rows, scores);
        model.Scoring.FinishScores(scores);
        TensorPrimitives.Add(scores, 0, scores);
    }

    public void Dispose() => predictor.Dispose();
}
