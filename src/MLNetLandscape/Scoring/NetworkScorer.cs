using MLNetLandscape.Core.Networks;
using MLNetLandscape.Models;

namespace MLNetLandscape.Scoring;

/// <summary>Scores raw rows: scaling, network, and what the task makes of its outputs. For one thread.</summary>
/// <remarks>A row's score has the same bits whatever rows it is scored with.</remarks>
internal sealed class NetworkScorer(NetworkModel model, int rowCapacity) : IDisposable
{
    private readonly Predictor<float> predictor = new(model.Network, rowCapacity);

    /// <summary>Features of a row.</summary>
    public int FeatureCount => model.Network.InputSize;

    /// <summary>Scores of a row.</summary>
    public int ScoreCount => model.Network.OutputSize;

    /// <summary>Scores rows.</summary>
    /// <param name="rows">Rows x features; they are scaled in place.</param>
    /// <param name="scores">Receives rows x scores.</param>
    public void Score(Span<float> rows, Span<float> scores)
    {
        model.Standardizer?.Apply(rows);
        predictor.Predict(rows, scores);
        model.FinishScores(scores);
    }

    public void Dispose() => predictor.Dispose();
}
